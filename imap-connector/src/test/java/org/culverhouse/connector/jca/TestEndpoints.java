package org.culverhouse.connector.jca;

import jakarta.resource.spi.UnavailableException;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.transaction.xa.XAResource;
import org.culverhouse.api.ImapListener;
import org.jspecify.annotations.Nullable;

/** What a container does with a message-driven bean: endpoints that wrap what the bean throws. */
final class TestEndpoints implements MessageEndpointFactory {
  final AtomicInteger inUse = new AtomicInteger();
  final List<String> called = new CopyOnWriteArrayList<>();
  volatile boolean available = true;
  private final ImapListener bean;

  TestEndpoints(ImapListener bean) {
    this.bean = bean;
  }

  @Override
  public MessageEndpoint createEndpoint(XAResource resource) throws UnavailableException {
    if (!available) {
      throw new UnavailableException("the application is not there");
    }
    inUse.incrementAndGet();
    return (MessageEndpoint)
        Proxy.newProxyInstance(
            TestEndpoints.class.getClassLoader(),
            new Class<?>[] {MessageEndpoint.class, ImapListener.class},
            this::invoke);
  }

  private @Nullable Object invoke(Object proxy, Method method, Object[] arguments)
      throws Throwable {
    if (method.getName().equals("release")) {
      inUse.decrementAndGet();
      return null;
    }
    called.add(method.getName());
    try {
      return method.invoke(bean, arguments);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("the container wraps it", e.getCause());
    }
  }

  @Override
  public MessageEndpoint createEndpoint(XAResource resource, long timeout)
      throws UnavailableException {
    return createEndpoint(resource);
  }

  @Override
  public boolean isDeliveryTransacted(Method method) {
    return false;
  }

  @Override
  public String getActivationName() {
    return "test";
  }

  @Override
  public Class<?> getEndpointClass() {
    return ImapListener.class;
  }
}
