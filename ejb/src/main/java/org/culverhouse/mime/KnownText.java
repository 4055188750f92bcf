package org.culverhouse.mime;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What often stands in ENVELOPE, BODYSTRUCTURE and header fields, so that a {@link PackedText} only
 * has to say where (docs/formats/cch.md). Another text needs another version of the record.
 */
final class KnownText {
  /** One after the other, nothing in between. */
  static final List<String> PIECES =
      List.of(
          "(\"text\" \"plain\" (\"charset\" \"us-ascii\") NIL NIL \"7bit\" ",
          "(\"text\" \"plain\" (\"charset\" \"utf-8\") NIL NIL \"quoted-printable\" ",
          "(\"text\" \"html\" (\"charset\" \"utf-8\") NIL NIL \"quoted-printable\" ",
          "(\"text\" \"plain\" (\"charset\" \"iso-8859-1\") NIL NIL \"8bit\" ",
          "(\"charset\" \"utf-8\" \"format\" \"flowed\") NIL NIL \"7bit\" ",
          "(\"charset\" \"UTF-8\") NIL NIL \"base64\" ",
          "(\"application\" \"octet-stream\" (\"name\" \"",
          "(\"application\" \"pdf\" (\"name\" \"",
          "(\"image\" \"png\" (\"name\" \"",
          "(\"image\" \"jpeg\" (\"name\" \"",
          ".pdf\") NIL NIL \"base64\" ",
          ".png\") \"<",
          ">\" NIL \"base64\" ",
          " NIL (\"inline\" NIL) NIL NIL)",
          " NIL (\"attachment\" (\"filename\" \"",
          ".pdf\")) NIL NIL)",
          " NIL NIL NIL NIL)",
          " NIL NIL NIL NIL)(\"text\" \"html\" (\"charset\" \"us-ascii\") NIL NIL \"7bit\" ",
          "(\"message\" \"rfc822\" NIL NIL NIL \"7bit\" ",
          " \"alternative\" (\"boundary\" \"----=_Part_",
          " \"mixed\" (\"boundary\" \"------------",
          " \"related\" (\"type\" \"multipart/alternative\" \"boundary\" \"",
          " \"signed\" (\"micalg\" \"pgp-sha256\" \"protocol\" \"application/pgp-signature\" \"boundary\" \"",
          "\") NIL NIL NIL)",
          "(\"Mon, Tue, Wed, Thu, Fri, Sat, Sun, Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec ",
          ":00:00 +0000\" \"Re: ",
          "((NIL NIL \"noreply\" \"",
          "\" \"gmail.com\"))((\"",
          "\" \"outlook.com\"))((\"",
          "\" NIL \"",
          ")) NIL NIL NIL \"<",
          "\")) NIL NIL \"<",
          "@mail.gmail.com>\")",
          "\")) ((\"=?utf-8?Q?",
          "=?UTF-8?B?",
          "?= =?iso-8859-1?Q?",
          "\r\nDate: Mon, ",
          " +0000 (UTC)\r\nFrom: \"",
          " +0100\r\nFrom: ",
          "@gmail.com>\r\nTo: \"",
          "@outlook.com>,\r\n\t\"",
          ">\r\nTo: ",
          ">\r\nCc: ",
          ">\r\nReply-To: ",
          ">\r\nSubject: Re: ",
          "\r\nMessage-ID: <",
          "\r\nMessage-Id: <",
          ">\r\nIn-Reply-To: <",
          ">\r\nReferences: <",
          ">\r\n <",
          ">\r\nList-Id: <",
          ">\r\nList-Unsubscribe: <https://",
          "\r\nList-Unsubscribe: <mailto:",
          "\r\nList-Post: <mailto:",
          ">\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=us-ascii",
          "\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=\"utf-8\"",
          "\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n",
          "\r\nContent-Transfer-Encoding: base64\r\n\r\n",
          "\r\nContent-Transfer-Encoding: 7bit\r\n\r\n",
          "\r\nContent-Transfer-Encoding: 8bit\r\n\r\n",
          "\r\nContent-Type: text/html; charset=UTF-8\r\n",
          "\r\nContent-Type: multipart/alternative;\r\n\tboundary=\"",
          "\r\nContent-Type: multipart/mixed; boundary=\"",
          "\r\nContent-Type: multipart/related;\r\n boundary=\"----=_Part_",
          "\r\nContent-Type: multipart/signed; micalg=pgp-sha256;\r\n protocol=\"application/pgp-signature\"",
          "\"\r\nContent-Language: en-US\r\n\r\n",
          "\r\nX-Priority: 3\r\nImportance: normal\r\n",
          "\r\nX-Spam-Flag: NO\r\nX-Spam-Status: No, score=");

  static final byte[] OCTETS = String.join("", PIECES).getBytes(StandardCharsets.US_ASCII);

  private KnownText() {}
}
