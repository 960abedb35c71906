using System.Text.Json;

namespace QkdMec.Protocols.Jose;

/// <summary>
/// Reads protected headers strictly: every member of ADR 0007 exactly once, no other member, no nested value. A header with something unknown in it
/// is refused rather than half understood; the order of members does not matter, since JOSE libraries choose it.
/// </summary>
internal ref struct MessageHeaderReader
{
    private Utf8JsonReader json;
    private Members seen;
    private string suite;
    private string context;
    private string app;
    private string host;
    private Guid keyId;
    private Guid invocation;
    private long generation;
    private long sequence;
    private long requestSequence;
    private long status;
    private MessageDirection direction;
    private byte[]? transcriptHash;
    private MessageForm? form;

    private MessageHeaderReader(ReadOnlySpan<byte> utf8)
    {
        json = new Utf8JsonReader(utf8);
        suite = context = app = host = "";
    }

    [Flags]
    private enum Members
    {
        None = 0,
        Algorithm = 1,
        Encryption = 1 << 1,
        KeyId = 1 << 2,
        ContentType = 1 << 3,
        Context = 1 << 4,
        Generation = 1 << 5,
        Direction = 1 << 6,
        Sequence = 1 << 7,
        Invocation = 1 << 8,
        App = 1 << 9,
        Host = 1 << 10,
        Always = (1 << 11) - 1,
        TranscriptHash = 1 << 11,
        RequestSequence = 1 << 12,
        Status = 1 << 13,
    }

    /// <summary>The header, or null when the bytes are not one.</summary>
    public static MessageHeader? Read(ReadOnlySpan<byte> utf8)
    {
        try
        {
            var reader = new MessageHeaderReader(utf8);
            return reader.ReadMembers() ? reader.ToHeader() : null;
        }
        catch (Exception notJson) when (notJson is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a string that is not valid UTF-8.
            return null;
        }
    }

    private bool ReadMembers()
    {
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var member = NameOf(ref json);
            if (member == Members.None || (seen & member) != 0 || !json.Read() || !ReadValue(member))
            {
                return false;
            }

            seen |= member;
        }

        return json.TokenType == JsonTokenType.EndObject && !json.Read() && IsComplete();
    }

    private readonly bool IsComplete() => direction == MessageDirection.Request
        ? seen is Members.Always or (Members.Always | Members.TranscriptHash)
        : seen == (Members.Always | Members.RequestSequence | Members.Status);

    private static Members NameOf(ref Utf8JsonReader json) => json switch
    {
        _ when json.ValueTextEquals("alg"u8) => Members.Algorithm,
        _ when json.ValueTextEquals("enc"u8) => Members.Encryption,
        _ when json.ValueTextEquals("kid"u8) => Members.KeyId,
        _ when json.ValueTextEquals("cty"u8) => Members.ContentType,
        _ when json.ValueTextEquals("ctx"u8) => Members.Context,
        _ when json.ValueTextEquals("gen"u8) => Members.Generation,
        _ when json.ValueTextEquals("dir"u8) => Members.Direction,
        _ when json.ValueTextEquals("seq"u8) => Members.Sequence,
        _ when json.ValueTextEquals("inv"u8) => Members.Invocation,
        _ when json.ValueTextEquals("app"u8) => Members.App,
        _ when json.ValueTextEquals("host"u8) => Members.Host,
        _ when json.ValueTextEquals("th"u8) => Members.TranscriptHash,
        _ when json.ValueTextEquals("rseq"u8) => Members.RequestSequence,
        _ when json.ValueTextEquals("status"u8) => Members.Status,
        _ => Members.None,
    };

    private bool ReadValue(Members member) => member switch
    {
        Members.Generation => ReadCount(1, out generation),
        Members.Sequence => ReadCount(1, out sequence),
        Members.RequestSequence => ReadCount(1, out requestSequence),
        Members.Status => ReadCount(0, out status) && status <= (int)ResultStatus.InternalError,
        _ => json.TokenType == JsonTokenType.String && ReadText(member),
    };

    private bool ReadText(Members member) => member switch
    {
        Members.Algorithm => json.ValueTextEquals("dir"u8),
        Members.ContentType => ReadForm(),
        Members.Direction => ReadDirection(),
        Members.KeyId => json.TryGetGuid(out keyId),
        Members.Invocation => Guid.TryParseExact(json.GetString(), "N", out invocation),
        Members.Encryption => ReadName(out suite),
        Members.Context => ReadName(out context),
        Members.App => ReadName(out app),
        Members.Host => ReadName(out host),
        Members.TranscriptHash => ReadHash(),
        _ => false,
    };

    private readonly bool ReadCount(long least, out long value)
    {
        value = 0;
        return json.TokenType == JsonTokenType.Number && json.TryGetInt64(out value) && value >= least;
    }

    private readonly bool ReadName(out string value)
    {
        value = json.GetString() ?? "";
        return value.Length > 0;
    }

    private bool ReadForm()
    {
        form = MessageForm.Find(json.GetString());
        return form is not null;
    }

    private bool ReadDirection()
    {
        direction = json.ValueTextEquals("res"u8) ? MessageDirection.Result : MessageDirection.Request;
        return direction == MessageDirection.Result || json.ValueTextEquals("req"u8);
    }

    private bool ReadHash()
    {
        var decoded = new byte[MessageHeader.TranscriptHashLength];
        transcriptHash = decoded;
        return !json.ValueIsEscaped && Base64UrlText.TryDecode(json.ValueSpan, decoded);
    }

    private readonly MessageHeader ToHeader() => new()
    {
        CipherSuite = suite, KeyId = keyId, Context = context, Generation = generation, Direction = direction, Sequence = sequence,
        Invocation = invocation, App = app, Host = host, TranscriptHash = transcriptHash, RequestSequence = requestSequence,
        Status = (ResultStatus)status, Form = form!,
    };
}
