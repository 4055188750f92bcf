package org.culverhouse.rest;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Who types the bare address of the server wants the console. A filter, because Payara fails to
 * undeploy a servlet that is mapped to the bare address.
 */
@WebFilter("/*")
public class Front extends HttpFilter {
  private static final long serialVersionUID = 1;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (request.getRequestURI().equals(request.getContextPath() + "/")) {
      response.sendRedirect(request.getContextPath() + "/console/");
    } else {
      chain.doFilter(request, response);
    }
  }
}
