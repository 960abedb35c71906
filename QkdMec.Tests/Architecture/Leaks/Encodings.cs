using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace QkdMec.Tests.Architecture.Leaks;

/// <summary>The forms in which bytes show up where they should not.</summary>
internal static class Encodings
{
    /// <summary>Every form of a run of bytes, by name. What stands before and after it does not matter.</summary>
    public static IEnumerable<(string Form, byte[] Pattern)> OfBytes(byte[] secret)
    {
        yield return ("raw", secret);
        yield return ("raw reversed", [.. secret.Reverse()]);
        foreach (var (form, text) in TextsOf(secret))
        {
            yield return (form, Encoding.ASCII.GetBytes(text));
            yield return ($"{form}, UTF-16", Encoding.Unicode.GetBytes(text));
        }
    }

    /// <summary>Every form of a text, by name, beside those of its UTF-8 bytes.</summary>
    public static IEnumerable<(string Form, byte[] Pattern)> OfText(string secret)
    {
        yield return ("UTF-16", Encoding.Unicode.GetBytes(secret));
        yield return ("JSON string", Encoding.UTF8.GetBytes(JsonEncodedText.Encode(secret).ToString()));
        yield return ("JSON string, relaxed", Encoding.UTF8.GetBytes(JsonEncodedText.Encode(secret, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString()));
        yield return ("percent", Encoding.ASCII.GetBytes(Uri.EscapeDataString(secret)));
        foreach (var form in OfBytes(Encoding.UTF8.GetBytes(secret)))
        {
            yield return form;
        }
    }

    private static IEnumerable<(string Form, string Text)> TextsOf(byte[] secret)
    {
        yield return ("hex", Convert.ToHexStringLower(secret));
        yield return ("HEX", Convert.ToHexString(secret));
        yield return ("HEX with dashes", BitConverter.ToString(secret));
        yield return ("decimal", Joined(secret, ","));
        yield return ("decimal, spaced", Joined(secret, ", "));
        for (var shift = 0; shift < 3; shift++)
        {
            var text = Base64At(secret, shift);
            yield return ($"base64, shifted {shift}", text);
            yield return ($"base64url, shifted {shift}", text.Replace('+', '-').Replace('/', '_'));
        }
    }

    // The characters that depend on the secret alone when it begins 'shift' bytes into a group of three.
    private static string Base64At(byte[] secret, int shift)
    {
        var text = Convert.ToBase64String([.. new byte[shift], .. secret]);
        var first = shift == 0 ? 0 : shift + 1;
        var last = (shift + secret.Length) * 8 / 6;
        return text[first..last];
    }

    private static string Joined(byte[] secret, string separator) =>
        string.Join(separator, secret.Select(value => value.ToString(CultureInfo.InvariantCulture)));
}
