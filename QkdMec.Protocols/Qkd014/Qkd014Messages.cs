namespace QkdMec.Protocols.Qkd014;

/// <summary>Error texts of ETSI GS QKD 014 V1.1.1, word for word, and those of this server where the standard has none.</summary>
public static class Qkd014Messages
{
    /// <summary>Clause 6.1: the size of a key is no whole number of bytes.</summary>
    public const string SizeNotMultipleOf8 = "size shall be a multiple of 8";

    /// <summary>Clause 6.1: a mandatory extension is not known here.</summary>
    public const string MandatoryNotSupported = "not all extension_mandatory parameters are supported";

    /// <summary>Clause 6.1: a mandatory extension is known, but not with this value, or not with the keys there are.</summary>
    public const string MandatoryNotMet = "not all extension_mandatory request options could be met";

    /// <summary>Clause 6.1: of the optional extensions some were passed over. Said beside the keys, never instead of them.</summary>
    public const string OptionalNotHandled = "not all extension_optional request options handled";

    /// <summary>Clause 6.3: an id names no key that can be fetched.</summary>
    public const string KeysNotFound = "one or more keys specified are not found on KME";

    /// <summary>The certificate names no SAE of this KME.</summary>
    public const string NotAnSae = "the client certificate names no SAE of this KME";

    /// <summary>The key was made for other SAEs.</summary>
    public const string NotYours = "the caller is not one of the SAEs of the key";

    /// <summary>No such path.</summary>
    public const string NoSuchPath = "there is nothing at this path";

    /// <summary>Another method.</summary>
    public const string NoSuchMethod = "this path does not take this method";

    /// <summary>The body is too large.</summary>
    public const string TooLarge = "the request body is too large";

    /// <summary>The body is no JSON object of the standard's form.</summary>
    public const string Malformed = "the request body is not the JSON object that ETSI GS QKD 014 defines";

    /// <summary>Too many wrong ids.</summary>
    public const string TooManyWrongIds = "too many wrong key ids; try again later";

    /// <summary>Too many requests.</summary>
    public const string TooManyRequests = "too many requests of this SAE; try again later";

    /// <summary>The quota of the pair.</summary>
    public const string QuotaExceeded = "this pair of SAEs has drawn as much key as it may; try again later";

    /// <summary>No ids.</summary>
    public const string NoIds = "key_IDs shall name at least one key";

    /// <summary>Additional slaves are not offered.</summary>
    public const string NoAdditionalSlaves = "additional_slave_SAE_IDs is not supported: max_SAE_ID_count is 0";

    /// <summary>An empty list of additional slaves.</summary>
    public const string EmptyAdditionalSlaves = "additional_slave_SAE_IDs shall not be empty";

    /// <summary>The caller among the additional slaves.</summary>
    public const string AdditionalSlaveIsCaller = "additional_slave_SAE_IDs names the caller itself";

    /// <summary>An additional slave that stands twice or in the path too.</summary>
    public const string AdditionalSlaveTwice = "additional_slave_SAE_IDs names a SAE twice, or the one in the path";

    /// <summary>An additional slave that is not known.</summary>
    public const string AdditionalSlaveUnknown = "additional_slave_SAE_IDs names a SAE that is not known in this network";

    /// <summary>The other SAE is not known.</summary>
    public const string UnknownSae = "the SAE in the path is not known in this network";

    /// <summary>The other SAE is the caller.</summary>
    public const string SameSae = "the SAE in the path is the caller itself";

    /// <summary>The pool is short of key.</summary>
    public const string Exhausted = "the key pool towards the other KME holds too few bytes for this request";

    /// <summary>The other KME is silent.</summary>
    public const string PeerUnreachable = "the other KME does not answer, so no key can be issued";

    /// <summary>This KME cannot answer.</summary>
    public const string Unavailable = "the KME cannot answer at the moment";

    /// <summary>A number out of its limits.</summary>
    public static string OutOfLimits(string name, int least, int most, string unit) => $"{name} shall be {least} to {most}{unit}";
}
