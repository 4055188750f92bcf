package org.culverhouse.connector.wire;

import java.util.List;

/** What clients send, of every command at least one; the start of the fuzz test, too. */
final class Samples {
  static final List<String> ALL =
      List.of(
          "a CAPABILITY\r\nb NOOP\r\nc LOGOUT\r\n",
          "a ID (\"name\" \"Thunderbird\" \"version\" NIL)\r\n",
          "a STARTTLS\r\nb NOOP\r\n",
          "a LOGIN bob \"pa\\\"ss\"\r\n",
          "a LOGIN {3+}\r\nbob {6+}\r\ns e\r\nt\r\n",
          "a LOGIN {3}\r\nbob {6}\r\nsecret\r\n",
          "a AUTHENTICATE PLAIN AGJvYgBzZWNyZXQ=\r\n",
          "a AUTHENTICATE PLAIN =\r\n",
          "a ENABLE CONDSTORE UTF8=ACCEPT\r\n",
          "a SELECT INBOX\r\nb EXAMINE {4+}\r\nSent\r\n",
          "a CREATE \"Entw&APw-rfe\" (USE (\\Drafts))\r\n",
          "a DELETE foo/bar\r\nb SUBSCRIBE x\r\nc UNSUBSCRIBE \"x y\"\r\n",
          "a RENAME {3+}\r\none {3+}\r\ntwo\r\n",
          "a LIST \"\" *\r\nb LSUB \"\" \"%/%\"\r\n",
          "a LIST (SUBSCRIBED RECURSIVEMATCH) \"\" (% {2+}\r\na* \"c\") RETURN (CHILDREN STATUS"
              + " (MESSAGES UIDNEXT))\r\n",
          "a NAMESPACE\r\nb IDLE\r\n",
          "a NOTIFY SET STATUS (selected (MessageNew (UID BODY.PEEK[HEADER.FIELDS (From {2+}\r\nTo)])"
              + " MessageExpunge FlagChange)) (subtree ({1+}\r\nx \"y z\") (MailboxName X-New))"
              + " (personal NONE)\r\nb NOTIFY NONE\r\n",
          "a NOTIFY SET (mailboxes INBOX (MessageNew MessageExpunge SubscriptionChange))"
              + " (selected-delayed NONE)\r\n",
          "a STATUS INBOX (MESSAGES RECENT UIDNEXT UIDVALIDITY UNSEEN SIZE)\r\n",
          "a APPEND INBOX (\\Seen $Work) \" 1-Jan-2026 10:00:00 +0000\" {26+}\r\n"
              + "Subject: hi\r\n\r\nb NOOP {1+}\r\n\r\n",
          "a APPEND x {3+}\r\nabc (\\Draft) {4+}\r\n{9+}\r\nb NOOP\r\n",
          "a APPEND INBOX data {5+}\r\nabcde\r\nb NOOP\r\n",
          "a APPEND INBOX (\\Bogus) {5+}\r\nab\r\ncd {7+}\r\n\r\n\r\nxyz\r\nb NOOP\r\n",
          "a APPEND x CATENATE (URL \"/x/;UID=1/;SECTION=1.MIME\" TEXT {4+}\r\n{9+} URL"
              + " {16+}\r\n/INBOX%2Fa/;UID=9)  {2+}\r\nhi\r\nb NOOP\r\n",
          "a REPLACE 3 Drafts (\\Draft) {3+}\r\nabc\r\n"
              + "b UID REPLACE * INBOX CATENATE (TEXT {0+}\r\n TEXT {2+}\r\nxy)\r\n",
          "a CHECK\r\nb CLOSE\r\nc UNSELECT\r\nd EXPUNGE\r\ne UID EXPUNGE 1:*\r\n",
          "a SEARCH RETURN (MIN COUNT) CHARSET UTF-8 OR (FROM {5+}\r\nb\u00C3\u00B6b. NOT SEEN)"
              + " 1:5,7,* SINCE 1-Feb-2020\r\n",
          "a UID SEARCH HEADER Message-ID \"<a@b>\" LARGER 1000 OLDER 60 KEYWORD x\r\n",
          "a FETCH 1:* (UID FLAGS INTERNALDATE RFC822.SIZE BODY.PEEK[HEADER.FIELDS (From {2+}\r\nTo)])\r\n",
          "a UID FETCH 1 BODY[1.2.MIME]<0.100>\r\nb FETCH 2 FULL\r\n",
          "a STORE 1 +FLAGS.SILENT (\\Deleted)\r\nb UID STORE 2:4 FLAGS \\Seen x\r\n",
          "a COPY 1:3 \"Sent Items\"\r\nb UID MOVE * {5+}\r\nTrash\r\n",
          "a b\r\n\r\n* x\r\nGET / HTTP/1.1\r\n",
          "a LOGIN {3}\nbob {6}\nsecret\nb NOOP\n");

  private Samples() {}
}
