using System.Diagnostics;
using QkdMec.Protocols.Secrets;
using QkdMec.Protocols.SecurityContexts;
using QkdMec.Tests.Unit.SecurityContexts;

namespace QkdMec.Tests.Wire.Jose;

/// <summary>
/// Our messages in another JOSE library, and its messages here. Needs Node.js and the package <c>jose</c> in the folder that <c>QKDMEC_NODE_MODULES</c> names.
/// </summary>
public sealed class JoseLibraryTests
{
    private const string Script = """
        import { createRequire } from 'module';
        import { pathToFileURL } from 'url';
        const require = createRequire(pathToFileURL(process.env.QKDMEC_NODE_MODULES + '/x.js'));
        const jose = await import(pathToFileURL(require.resolve('jose')));
        const key = Buffer.from(process.argv[2], 'hex');
        if (process.argv[3] === 'open') {
          const { plaintext, protectedHeader } = await jose.compactDecrypt(process.argv[4], key);
          console.log(JSON.stringify({ text: new TextDecoder().decode(plaintext), seq: protectedHeader.seq, enc: protectedHeader.enc }));
        } else {
          const header = JSON.parse(process.argv[4]);
          const iv = Buffer.alloc(12); iv.write('req', 0); iv.writeBigUInt64BE(BigInt(header.seq), 4);
          console.log(await new jose.CompactEncrypt(new TextEncoder().encode(process.argv[5])).setProtectedHeader(header).setInitializationVector(iv).encrypt(key));
        }
        """;

    private static readonly byte[] Key = [.. Enumerable.Range(1, 32).Select(number => (byte)number)];

    [Fact]
    public async Task Open_WhenSealedHere_GivesTheText()
    {
        using var session = Session();
        using var request = session.Seal(new Guid(1, 2, 3, new byte[8]), """{"age":50,"name":"Ö"}"""u8)!;
        Assert.Equal("""{"text":"{\"age\":50,\"name\":\"Ö\"}","seq":1,"enc":"A256GCM"}""", await RunAsync("open", System.Text.Encoding.ASCII.GetString(request.Message)));
    }

    [Fact]
    public async Task Seal_WhenDoneThere_IsOpenedHere()
    {
        using var session = Session();
        using var template = session.Seal(new Guid(1, 2, 3, new byte[8]), "{}"u8)!;
        var message = System.Text.Encoding.ASCII.GetBytes(await RunAsync("seal", CompactText.Header(template.Message).ToJsonString(), """{"x":1}"""));
        using var host = new HostSession(SessionPair.Identity, new HostSessionOptions());
        using var key = KeyMaterial.CopyOf("test", Key);
        host.Install(key, SessionPair.TranscriptOf(7), DateTimeOffset.UnixEpoch);
        using var opened = host.Open(message, DateTimeOffset.UnixEpoch);
        Assert.Equal("""{"x":1}"""u8, opened.Arguments.Span);
    }

    private static ClientSession Session()
    {
        using var key = KeyMaterial.CopyOf("test", Key);
        var session = new ClientSession(SessionPair.Identity);
        session.Install(key, SessionPair.TranscriptOf(7), DateTimeOffset.UnixEpoch);
        return session;
    }

    private static async Task<string> RunAsync(params string[] arguments)
    {
        var modules = Environment.GetEnvironmentVariable("QKDMEC_NODE_MODULES");
        Assert.SkipWhen(modules is null || !Directory.Exists(Path.Combine(modules, "jose")), "set QKDMEC_NODE_MODULES to a folder with the package jose");
        var script = Path.Combine(Directory.CreateTempSubdirectory("qkdmec-jose").FullName, "script.mjs");
        await File.WriteAllTextAsync(script, Script, TestContext.Current.CancellationToken);
        using var node = Process.Start(new ProcessStartInfo("node", [script, Convert.ToHexString(Key), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = await node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = await node.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await node.WaitForExitAsync(TestContext.Current.CancellationToken);
        Directory.Delete(Path.GetDirectoryName(script)!, recursive: true);
        Assert.True(node.ExitCode == 0, errors);
        return output.Trim();
    }
}
