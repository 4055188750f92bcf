package org.culverhouse.api.command;

/**
 * A command as parsed: what the client asked for, and the tag that the answer must carry (RFC 9051
 * section 2.2.1).
 */
public sealed interface Command
    permits Append,
        Authenticate,
        Capability,
        Check,
        Close,
        Compress,
        Copy,
        Create,
        Delete,
        Done,
        Enable,
        Expunge,
        Fetch,
        GetQuota,
        GetQuotaRoot,
        Id,
        Idle,
        ListMailboxes,
        Login,
        Logout,
        Lsub,
        Move,
        Namespace,
        Noop,
        Notify,
        Rename,
        Replace,
        Search,
        Select,
        SetQuota,
        StartTls,
        Status,
        Store,
        Subscribe,
        UidExpunge,
        Unauthenticate,
        Unselect,
        Unsubscribe {
  String tag();

  CommandKind kind();
}
