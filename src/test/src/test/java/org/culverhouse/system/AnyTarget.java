package org.culverhouse.system;

import org.culverhouse.script.Target;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests a {@link Target}: our server, unless another one has been named. */
final class AnyTarget implements ParameterResolver {
  private final SharedServer shared = new SharedServer();

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Target.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return OtherServer.fromSettings()
        .map(Object.class::cast)
        .orElseGet(() -> shared.resolveParameter(parameter, context));
  }
}
