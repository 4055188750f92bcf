package org.culverhouse.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.culverhouse.api.ResponseWriter;
import org.culverhouse.api.command.FetchAttribute;
import org.culverhouse.api.response.FetchData;
import org.culverhouse.api.response.Response;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.MailboxSnapshot;
import org.culverhouse.mime.StringForm;

/** Writes FETCH responses (RFC 9051 section 7.5.2); each opens its message once. */
record FetchWriter(Selection selection, StringForm form, ResponseWriter out) {
  /**
   * @param state in which the message is there
   * @throws MailException if it cannot be told; nothing has been written then
   */
  void write(int number, long uid, MailboxSnapshot state, List<FetchAttribute> attributes)
      throws IOException {
    boolean recent = selection.view().isRecent(uid);
    try (var message = new FetchedMessage(selection.mailbox(), state, uid, recent, form)) {
      write(number, uid, message, attributes);
    }
  }

  private void write(int number, long uid, FetchedMessage message, List<FetchAttribute> attributes)
      throws IOException {
    boolean written = false;
    try {
      var data = new ArrayList<FetchData>(attributes.size());
      for (var attribute : attributes) {
        data.add(message.get(attribute));
      }
      out.write(new Response.Fetched(number, uid, data));
      written = true;
    } finally {
      if (!written) {
        message.discard();
      }
    }
  }
}
