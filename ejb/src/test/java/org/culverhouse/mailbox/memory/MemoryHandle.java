package org.culverhouse.mailbox.memory;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.culverhouse.mailbox.MailStore;
import org.culverhouse.mailbox.Mailbox;

/** A store as one user has opened it: what is done through it is the doing of that one. */
final class MemoryHandle {
  private final MemoryMailStore store;

  private MemoryHandle(MemoryMailStore store) {
    this.store = store;
  }

  static MailStore of(MemoryMailStore store) {
    return new MemoryHandle(store).proxy(MailStore.class, store);
  }

  private <T> T proxy(Class<T> type, Object target) {
    InvocationHandler handler = (proxy, method, arguments) -> call(target, method, arguments);
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private Object call(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      var result = store.actingFor(this, () -> method.invoke(target, arguments));
      return result instanceof MemoryMailbox mailbox ? proxy(Mailbox.class, mailbox) : result;
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
