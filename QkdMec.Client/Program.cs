using QkdMec.Client.Commands;

return await CommandLine.RunAsync(args);
