-- The members of a cluster on PostgreSQL, for Orleans' ADO.NET clustering provider, which runs the statements it finds in OrleansQuery by their keys.
-- May be run again at any time.

-- Every change of a cluster's members raises its version, and is made only by who saw the version before it.
CREATE TABLE IF NOT EXISTS cluster_version (
    cluster_id text PRIMARY KEY,
    version integer NOT NULL
);

-- One row a run of a silo: a silo that is started again at the same address has another generation.
CREATE TABLE IF NOT EXISTS cluster_member (
    cluster_id text NOT NULL REFERENCES cluster_version,
    address text NOT NULL,
    port integer NOT NULL,
    generation integer NOT NULL,
    silo_name text NOT NULL,
    host_name text NOT NULL,
    status integer NOT NULL,
    client_port integer NOT NULL,
    suspect_times text,
    started_at timestamptz NOT NULL,
    alive_at timestamptz NOT NULL,
    PRIMARY KEY (cluster_id, address, port, generation)
);

INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES
('InsertMembershipVersionKey', $query$
    WITH begun AS (
        INSERT INTO cluster_version (cluster_id, version) VALUES (@DeploymentId, 0) ON CONFLICT DO NOTHING RETURNING version
    )
    SELECT count(*) > 0 FROM begun
$query$),
('InsertMembershipKey', $query$
    WITH raised AS (
        UPDATE cluster_version SET version = version + 1
        WHERE cluster_id = @DeploymentId AND version = @Version AND NOT EXISTS (
            SELECT FROM cluster_member
            WHERE cluster_id = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation)
        RETURNING cluster_id
    ), entered AS (
        INSERT INTO cluster_member (cluster_id, address, port, generation, silo_name, host_name, status, client_port, started_at, alive_at)
        SELECT cluster_id, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime FROM raised
        RETURNING generation
    )
    SELECT count(*) > 0 FROM entered
$query$),
('UpdateMembershipKey', $query$
    WITH raised AS (
        UPDATE cluster_version SET version = version + 1
        WHERE cluster_id = @DeploymentId AND version = @Version AND EXISTS (
            SELECT FROM cluster_member
            WHERE cluster_id = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation)
        RETURNING cluster_id
    ), changed AS (
        UPDATE cluster_member SET status = @Status, suspect_times = @SuspectTimes, alive_at = @IAmAliveTime
        WHERE cluster_id = (SELECT cluster_id FROM raised) AND address = @Address AND port = @Port AND generation = @Generation
        RETURNING generation
    )
    SELECT count(*) > 0 FROM changed
$query$),
('UpdateIAmAlivetimeKey', $query$
    UPDATE cluster_member SET alive_at = @IAmAliveTime
    WHERE cluster_id = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation
$query$),
-- A cluster without members still answers one row: its version.
('MembershipReadAllKey', $query$
    SELECT address AS Address, port AS Port, generation AS Generation, silo_name AS SiloName, host_name AS HostName, status AS Status,
        client_port AS ProxyPort, suspect_times AS SuspectTimes, started_at AS StartTime, alive_at AS IAmAliveTime, version AS Version
    FROM cluster_version LEFT JOIN cluster_member USING (cluster_id)
    WHERE cluster_id = @DeploymentId
$query$),
('MembershipReadRowKey', $query$
    SELECT address AS Address, port AS Port, generation AS Generation, silo_name AS SiloName, host_name AS HostName, status AS Status,
        client_port AS ProxyPort, suspect_times AS SuspectTimes, started_at AS StartTime, alive_at AS IAmAliveTime, version AS Version
    FROM cluster_version c LEFT JOIN cluster_member m ON m.cluster_id = c.cluster_id AND address = @Address AND port = @Port AND generation = @Generation
    WHERE c.cluster_id = @DeploymentId
$query$),
('GatewaysQueryKey', $query$
    SELECT address AS Address, client_port AS ProxyPort, generation AS Generation
    FROM cluster_member
    WHERE cluster_id = @DeploymentId AND status = @Status AND client_port > 0
$query$),
('DeleteMembershipTableEntriesKey', $query$
    WITH removed AS (DELETE FROM cluster_member WHERE cluster_id = @DeploymentId)
    UPDATE cluster_version SET version = version + 1 WHERE cluster_id = @DeploymentId
$query$),
-- 6 is dead: one that is joining may be old too, and still come.
('CleanupDefunctSiloEntriesKey', $query$
    DELETE FROM cluster_member WHERE cluster_id = @DeploymentId AND alive_at < @IAmAliveTime AND status = 6
$query$)
ON CONFLICT (QueryKey) DO UPDATE SET QueryText = EXCLUDED.QueryText;
