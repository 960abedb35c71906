using System.Collections.Concurrent;
using System.Text;
using Microsoft.Extensions.Logging;

namespace QkdMec.Tests.Architecture.Leaks;

/// <summary>Keeps everything that is logged from a level on, which is any level if none is given: the line, each of its values and scopes, and whole exceptions.</summary>
internal sealed class LogCapture(LogLevel least = LogLevel.Trace) : ILoggerProvider
{
    private readonly ConcurrentQueue<string> lines = new();

    /// <summary>What was logged so far.</summary>
    public string Text => string.Join('\n', lines);

    /// <summary>How many lines were logged so far.</summary>
    public int Count => lines.Count;

    /// <summary>A factory whose loggers write here only.</summary>
    public ILoggerFactory CreateFactory() => LoggerFactory.Create(logging => logging.SetMinimumLevel(least).AddProvider(this));

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new Logger(categoryName, lines);

    /// <inheritdoc/>
    public void Dispose()
    {
        // What was captured outlives the factory.
    }

    private sealed class Logger(string category, ConcurrentQueue<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull
        {
            lines.Enqueue($"scope {Values(state)}");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{logLevel} {category} {eventId} {formatter(state, exception)} {Values(state)} {exception}");

        private static string Values(object? state)
        {
            if (state is not IEnumerable<KeyValuePair<string, object?>> pairs)
            {
                return $"{state}";
            }

            var text = new StringBuilder();
            foreach (var (name, value) in pairs)
            {
                // Bytes that a logger would print as a type's name could be printed whole by another.
                text.Append(name).Append('=').Append(value is byte[] bytes ? Convert.ToHexString(bytes) : value).Append(' ');
            }

            return text.ToString();
        }
    }
}
