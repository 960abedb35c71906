using Orleans.Messaging;

namespace QkdMec.Tests.Hosting;

/// <summary>The list of members that silos and clients of a test share, as a database would keep it: whoever reaches it can write itself in.</summary>
internal sealed class SharedMembership : IMembershipTable, IGatewayListProvider
{
    private readonly Lock gate = new();
    private readonly Dictionary<SiloAddress, (MembershipEntry Entry, string Tag)> rows = [];
    private TableVersion version = new(0, "0");
    private int tags;

    public TimeSpan MaxStaleness => TimeSpan.FromSeconds(1);

    public bool IsUpdatable => true;

    public Task InitializeMembershipTable(bool tryInitTableVersion) => Task.CompletedTask;

    public Task InitializeGatewayListProvider() => Task.CompletedTask;

    public Task DeleteMembershipTableEntries(string clusterId) => Task.CompletedTask;

    public Task CleanupDefunctSiloEntries(DateTimeOffset beforeDate) => Task.CompletedTask;

    public SiloStatus StatusOf(string silo)
    {
        lock (gate)
        {
            return rows.Values.Select(row => row.Entry).SingleOrDefault(entry => entry.SiloName == silo)?.Status ?? SiloStatus.None;
        }
    }

    public Task<MembershipTableData> ReadRow(SiloAddress key)
    {
        lock (gate)
        {
            return Task.FromResult(rows.TryGetValue(key, out var row)
                ? new MembershipTableData(Tuple.Create(row.Entry, row.Tag), version)
                : new MembershipTableData(version));
        }
    }

    public Task<MembershipTableData> ReadAll()
    {
        lock (gate)
        {
            return Task.FromResult(new MembershipTableData([.. rows.Values.Select(row => Tuple.Create(row.Entry, row.Tag))], version));
        }
    }

    public Task<bool> InsertRow(MembershipEntry entry, TableVersion tableVersion) => Write(entry, null, tableVersion);

    public Task<bool> UpdateRow(MembershipEntry entry, string etag, TableVersion tableVersion) => Write(entry, etag, tableVersion);

    public Task UpdateIAmAlive(MembershipEntry entry)
    {
        lock (gate)
        {
            rows[entry.SiloAddress].Entry.IAmAliveTime = entry.IAmAliveTime;
        }

        return Task.CompletedTask;
    }

    public Task<IList<Uri>> GetGateways()
    {
        lock (gate)
        {
            return Task.FromResult<IList<Uri>>([.. rows.Values.Select(row => row.Entry)
                .Where(entry => entry.Status == SiloStatus.Active && entry.ProxyPort > 0)
                .Select(entry => SiloAddress.New(entry.SiloAddress.Endpoint.Address, entry.ProxyPort, entry.SiloAddress.Generation).ToGatewayUri())]);
        }
    }

    private Task<bool> Write(MembershipEntry entry, string? tag, TableVersion next)
    {
        lock (gate)
        {
            var expected = rows.TryGetValue(entry.SiloAddress, out var row) ? row.Tag : null;
            if (expected != tag || next.VersionEtag != version.VersionEtag)
            {
                return Task.FromResult(false);
            }

            version = new TableVersion(next.Version, $"{++tags}");
            rows[entry.SiloAddress] = (entry, version.VersionEtag);
            return Task.FromResult(true);
        }
    }
}
