"""How long it takes from APPEND in one session to the STATUS in another that waits without IDLE.

Arguments: host port user password. Prints what it has measured; the first thing that is not as it should be ends it with a traceback.
"""
import imaplib
import sys
import time

host, port, user, password = sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4]
MAILBOXES, ROUNDS = 1000, 200
MESSAGE = b"Subject: pushed\r\n\r\nx\r\n"


def ok(answer):
    kind, data = answer
    assert kind == "OK", answer
    return data


imaplib.Commands["NOTIFY"] = ("AUTH", "SELECTED")
with imaplib.IMAP4(host, port, timeout=30) as writer, imaplib.IMAP4(host, port, timeout=30) as listener:
    for session in (writer, listener):
        ok(session.login(user, password))
    assert "NOTIFY" in ok(listener.capability())[0].decode(), listener.capability()
    for i in range(MAILBOXES):
        ok(writer.create("n/%d" % i))
    ok(listener._simple_command("NOTIFY", "SET", "(subtree n (MessageNew MessageExpunge))"))
    times = []
    for round in range(ROUNDS):
        mailbox = "n/%d" % (round * 7 % MAILBOXES)
        begun = time.perf_counter()
        ok(writer.append(mailbox, None, None, MESSAGE))
        appended = time.perf_counter()
        line = listener.readline()
        told = time.perf_counter()
        assert line.startswith(b"* STATUS %s (MESSAGES " % mailbox.encode()), line
        times.append((told - begun, max(0.0, told - appended)))
    ok(listener.noop())
    total = sorted(t for t, _ in times)
    after = sorted(t for _, t in times)
    print("APPEND to STATUS: median %.1f ms, 99th %.1f ms, most %.1f ms" % (
        total[ROUNDS // 2] * 1e3, total[ROUNDS * 99 // 100] * 1e3, total[-1] * 1e3))
    print("answer of APPEND to STATUS: median %.1f ms, most %.1f ms" % (after[ROUNDS // 2] * 1e3, after[-1] * 1e3))
    # How long the disk takes for the message is no matter of NOTIFY.
    assert after[-1] < 1.0, after[-1]
print("all good")
