-- Grain state on PostgreSQL for Orleans' ADO.NET storage provider, which runs the statements it finds in OrleansQuery by their keys.
-- May be run again at any time.

CREATE TABLE IF NOT EXISTS OrleansQuery (
    QueryKey varchar(64) PRIMARY KEY,
    QueryText text NOT NULL
);

-- One row a state. The provider splits keys that read as a number or a GUID into two halves; all others stand as text.
CREATE TABLE IF NOT EXISTS grain_state (
    service_id text NOT NULL,
    state_name text NOT NULL,
    key_text text NOT NULL,
    key_high bigint NOT NULL,
    key_low bigint NOT NULL,
    version integer NOT NULL,
    payload bytea NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (service_id, state_name, key_text, key_high, key_low)
);

INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES
('ReadFromStorageKey', $query$
    SELECT payload AS PayloadBinary, version AS Version
    FROM grain_state
    WHERE service_id = @ServiceId AND state_name = @GrainTypeString AND key_text = coalesce(@GrainIdExtensionString, '')
      AND key_high = @GrainIdN0 AND key_low = @GrainIdN1
$query$),
-- Answers the new version, or the caller's own when another one is stored, which the provider takes as a conflict.
-- A new row starts at a random version, so that a version from before the row was cleared never fits again.
('WriteToStorageKey', $query$
    WITH updated AS (
        UPDATE grain_state
        SET payload = @PayloadBinary, version = version + 1, changed_at = now()
        WHERE service_id = @ServiceId AND state_name = @GrainTypeString AND key_text = coalesce(@GrainIdExtensionString, '')
          AND key_high = @GrainIdN0 AND key_low = @GrainIdN1 AND version = CAST(@GrainStateVersion AS integer)
        RETURNING version
    ), inserted AS (
        INSERT INTO grain_state (service_id, state_name, key_text, key_high, key_low, version, payload)
        SELECT @ServiceId, @GrainTypeString, coalesce(@GrainIdExtensionString, ''), @GrainIdN0, @GrainIdN1,
            1 + floor(random() * 1000000000)::integer, @PayloadBinary
        WHERE CAST(@GrainStateVersion AS integer) IS NULL
        ON CONFLICT DO NOTHING
        RETURNING version
    )
    SELECT coalesce((SELECT version FROM updated), (SELECT version FROM inserted), CAST(@GrainStateVersion AS integer)) AS NewGrainStateVersion
$query$),
('ClearStorageKey', ''),
('DeleteStorageKey', $query$
    WITH deleted AS (
        DELETE FROM grain_state
        WHERE service_id = @ServiceId AND state_name = @GrainTypeString AND key_text = coalesce(@GrainIdExtensionString, '')
          AND key_high = @GrainIdN0 AND key_low = @GrainIdN1 AND version = CAST(@GrainStateVersion AS integer)
        RETURNING version
    )
    SELECT coalesce((SELECT version + 1 FROM deleted), CAST(@GrainStateVersion AS integer)) AS NewGrainStateVersion
$query$)
ON CONFLICT (QueryKey) DO UPDATE SET QueryText = EXCLUDED.QueryText;

-- Clearing removes the row.
UPDATE OrleansQuery SET QueryText = (SELECT QueryText FROM OrleansQuery WHERE QueryKey = 'DeleteStorageKey') WHERE QueryKey = 'ClearStorageKey';
