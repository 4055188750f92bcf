"""List, append, fetch, search, flag, copy and expunge with Python's imaplib.

Arguments: host port user password. The first thing that is not as it should be ends it with a traceback.
"""
import imaplib
import sys

host, port, user, password = sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4]
messages = [
    b"From: a@example.com\r\nSubject: number %d\r\nMessage-ID: <%d@example.com>\r\n\r\nBody %d \xc3\xa4\r\n" % (i, i, i)
    for i in range(1, 6)
]


def ok(answer):
    kind, data = answer
    assert kind == "OK", answer
    return data


with imaplib.IMAP4(host, port, timeout=30) as imap:
    assert "IMAP4REV1" in imap.capabilities, imap.capabilities
    ok(imap.login(user, password))
    ok(imap.create("library"))
    assert any(b"library" in line for line in ok(imap.list())), imap.list()
    for message in messages:
        ok(imap.append("library", "(\\Seen)", imaplib.Time2Internaldate(1700000000), message))
    assert ok(imap.select("library")) == [b"5"]

    for number, message in enumerate(messages, 1):
        data = ok(imap.fetch(str(number), "(UID RFC822.SIZE BODY.PEEK[])"))
        assert data[0][1] == message, data
        assert b"RFC822.SIZE %d" % len(message) in data[0][0], data
    assert ok(imap.search(None, "SUBJECT", '"number 3"')) == [b"3"]
    assert ok(imap.uid("SEARCH", None, "SEEN"))[0].split().__len__() == 5
    ok(imap.store("2,4", "+FLAGS", "(\\Deleted $Label1)"))
    assert ok(imap.search(None, "KEYWORD", "$Label1")) == [b"2 4"]
    ok(imap.create("copies"))
    ok(imap.copy("1:5", "copies"))
    assert len(ok(imap.expunge())) == 2
    assert ok(imap.search(None, "ALL")) == [b"1 2 3"]
    assert b"MESSAGES 5" in ok(imap.status("copies", "(MESSAGES)"))[0]
    ok(imap.subscribe("copies"))
    assert any(b"copies" in line for line in ok(imap.lsub())), imap.lsub()
    ok(imap.rename("copies", "renamed"))
    ok(imap.close())
    ok(imap.delete("renamed"))
print("all good")
