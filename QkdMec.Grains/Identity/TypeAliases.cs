namespace QkdMec.Grains.Identity;

/// <summary>Every name that crosses a wire between silos, in one table: a name is never reused and never changes.</summary>
internal static partial class TypeAliases
{
    public const string SiteId = "qkdmec.site";
    public const string KmeId = "qkdmec.kme";
    public const string SaeId = "qkdmec.sae";
    public const string HostId = "qkdmec.host";
    public const string LinkId = "qkdmec.link";
    public const string PoolId = "qkdmec.pool";
    public const string ContextId = "qkdmec.context";

    public const string PoolDirection = "qkdmec.pool.direction";
    public const string LeasePurpose = "qkdmec.pool.lease-purpose";
    public const string LeaseRequest = "qkdmec.pool.lease-request";
    public const string Lease = "qkdmec.pool.lease";
    public const string LeaseStatus = "qkdmec.pool.lease-status";
    public const string LeaseOutcome = "qkdmec.pool.lease-outcome";
    public const string PoolHello = "qkdmec.pool.hello";
    public const string PoolHelloAnswer = "qkdmec.pool.hello-answer";
    public const string PoolMark = "qkdmec.pool.mark";
    public const string LeaseProposal = "qkdmec.pool.lease-proposal";
    public const string LeaseAnswer = "qkdmec.pool.lease-answer";
    public const string LeaseAcknowledgement = "qkdmec.pool.lease-acknowledgement";
    public const string BlockSupply = "qkdmec.pool.block-supply";
    public const string BlockOffer = "qkdmec.pool.block-offer";
    public const string OfferStatus = "qkdmec.pool.offer-status";
    public const string OfferOutcome = "qkdmec.pool.offer-outcome";
    public const string SupplyStatus = "qkdmec.pool.supply-status";
    public const string PadReference = "qkdmec.pool.pad";
    public const string KeyPoolStatus = "qkdmec.pool.status";
    public const string KeyPoolState = "qkdmec.pool.state";

    public const string KeyPoolEndGrain = "qkdmec.grain.pool-end";
    public const string OutboundKeyPoolGrain = "qkdmec.grain.pool-outbound";
    public const string InboundKeyPoolGrain = "qkdmec.grain.pool-inbound";
    public const string KmeGrain = "qkdmec.grain.kme";
    public const string QkdLinkGrain = "qkdmec.grain.link";
    public const string TrustedRelayGrain = "qkdmec.grain.relay";
    public const string QkdNetworkGrain = "qkdmec.grain.network";
    public const string RateHoldGrain = "qkdmec.grain.rate-hold";

    public const string LinkHello = "qkdmec.link.hello";
    public const string LinkStatus = "qkdmec.link.status";
    public const string LinkCondition = "qkdmec.link.condition";
    public const string LinkQuality = "qkdmec.link.quality";
    public const string LinkCounters = "qkdmec.link.counters";
    public const string QkdLinkState = "qkdmec.link.state";
    public const string KmeStatus = "qkdmec.kme.status";
    public const string KmePeerStatus = "qkdmec.kme.peer-status";
    public const string KmeAlarm = "qkdmec.kme.alarm";
    public const string KmeAlarmKind = "qkdmec.kme.alarm-kind";
    public const string KmeState = "qkdmec.kme.state";
    public const string RelayRoute = "qkdmec.relay.route";
    public const string RelayPaths = "qkdmec.relay.paths";
    public const string RelayFrame = "qkdmec.relay.frame";
    public const string RelayHeader = "qkdmec.relay.header";
    public const string RelayOutcome = "qkdmec.relay.outcome";
    public const string KeyAvailability = "qkdmec.network.availability";
    public const string PlacementPicture = "qkdmec.network.placement-picture";
    public const string LinkBudget = "qkdmec.network.link-budget";
    public const string PathHold = "qkdmec.network.path-hold";
    public const string RateReservation = "qkdmec.network.rate-reservation";
    public const string NetworkStatus = "qkdmec.network.status";
    public const string RouteStatus = "qkdmec.network.route-status";
    public const string PoolReport = "qkdmec.network.pool-report";
    public const string RouteShortage = "qkdmec.network.route-shortage";
    public const string HopReport = "qkdmec.network.hop-report";
    public const string QkdNetworkState = "qkdmec.network.state";
    public const string RateHold = "qkdmec.network.rate-hold";
    public const string PairHold = "qkdmec.network.pair-hold";
    public const string PendingHold = "qkdmec.network.pending-hold";
    public const string RateHoldState = "qkdmec.network.rate-hold-state";

    public const string SecurityContextGrain = "qkdmec.grain.security-context";
    public const string SecurityContextBinding = "qkdmec.security.binding";
    public const string CipherSuiteOffer = "qkdmec.security.offer";
    public const string NegotiationStatus = "qkdmec.security.negotiation-status";
    public const string NegotiationOutcome = "qkdmec.security.negotiation-outcome";
    public const string KeyActivation = "qkdmec.security.activation";
    public const string KeyActivationOutcome = "qkdmec.security.activation-outcome";
    public const string InvocationStatus = "qkdmec.security.invocation-status";
    public const string InvocationOutcome = "qkdmec.security.invocation-outcome";
    public const string SealedRequest = "qkdmec.security.sealed-request";
    public const string SecurityContextState = "qkdmec.security.state";

    public const string StepJournalGrain = "qkdmec.grain.step-journal";
    public const string StepEntry = "qkdmec.step.entry";
    public const string NumberedStep = "qkdmec.step.numbered";
    public const string StepPage = "qkdmec.step.page";

    public const string AppCatalogGrain = "qkdmec.grain.app-catalog";
    public const string AppIdentity = "qkdmec.app.identity";
    public const string AppLocation = "qkdmec.app.location";
    public const string AppNeeds = "qkdmec.app.needs";
    public const string AppRules = "qkdmec.app.rules";
    public const string CatalogApp = "qkdmec.app.entry";
    public const string AppFilter = "qkdmec.app.filter";
    public const string AppReference = "qkdmec.app.reference";
    public const string FindStatus = "qkdmec.app.find-status";
    public const string FindOutcome = "qkdmec.app.find-outcome";
    public const string OnboardStatus = "qkdmec.app.onboard-status";
    public const string OnboardOutcome = "qkdmec.app.onboard-outcome";
    public const string AppCatalogState = "qkdmec.state.app-catalog";

    public const string MecHostGrain = "qkdmec.grain.mec-host";
    public const string HostReservation = "qkdmec.host.reservation";
    public const string ReserveStatus = "qkdmec.host.reserve-status";
    public const string ReserveOutcome = "qkdmec.host.reserve-outcome";
    public const string HostRelease = "qkdmec.host.release";
    public const string HostStatus = "qkdmec.host.status";
    public const string DeployedApp = "qkdmec.host.deployed-app";
    public const string PendingKind = "qkdmec.host.pending-kind";
    public const string PendingEntry = "qkdmec.host.pending-entry";
    public const string MecHostState = "qkdmec.state.mec-host";
    public const string HostState = "qkdmec.host.state";
    public const string HostTerms = "qkdmec.host.terms";
    public const string HostOrders = "qkdmec.host.orders";
    public const string HostWish = "qkdmec.host.wish";
    public const string HostEntry = "qkdmec.host.entry";
    public const string HostEdits = "qkdmec.host.edits";
    public const string HostRoster = "qkdmec.host.roster";
    public const string HostRequest = "qkdmec.host.request";
    public const string HostChangeStatus = "qkdmec.host.change-status";
    public const string HostChange = "qkdmec.host.change";
    public const string HostRegistryState = "qkdmec.state.host-registry";
    public const string HostRegistryGrain = "qkdmec.grain.host-registry";
    public const string HostPulseGrain = "qkdmec.grain.host-pulse";

    public const string AuditLogGrain = "qkdmec.grain.audit-log";
    public const string AuditPageGrain = "qkdmec.grain.audit-page";
    public const string AuditEntry = "qkdmec.audit.entry";
    public const string NumberedAuditEntry = "qkdmec.audit.numbered";
    public const string AuditPage = "qkdmec.audit.page";
    public const string AuditLogState = "qkdmec.state.audit-log";
    public const string AuditPageState = "qkdmec.state.audit-page";

    public const string OrchestratorGrain = "qkdmec.grain.orchestrator";
    public const string PlacementRequest = "qkdmec.placement.request";
    public const string PlacementStatus = "qkdmec.placement.status";
    public const string AppPlacement = "qkdmec.placement.placement";
    public const string PlacementOutcome = "qkdmec.placement.outcome";

    public const string RelocatorGrain = "qkdmec.grain.relocator";
    public const string RelocationStatus = "qkdmec.relocation.status";
    public const string RelocatorState = "qkdmec.state.relocator";

    public const string AppContextGrain = "qkdmec.grain.app-context";
    public const string ContextIndexGrain = "qkdmec.grain.context-index";
    public const string UserAppInstance = "qkdmec.context.instance";
    public const string AppContextRequest = "qkdmec.context.request";
    public const string CreateAppContext = "qkdmec.context.create";
    public const string UpdateAppContext = "qkdmec.context.update";
    public const string AppContextView = "qkdmec.context.view";
    public const string AppContextPhase = "qkdmec.context.phase";
    public const string CreateStatus = "qkdmec.context.create-status";
    public const string CreateOutcome = "qkdmec.context.create-outcome";
    public const string SettleQuery = "qkdmec.context.settle-query";
    public const string SettleVerdict = "qkdmec.context.settle-verdict";
    public const string MoveReason = "qkdmec.context.move-reason";
    public const string MoveAppContext = "qkdmec.context.move";
    public const string MoveStatus = "qkdmec.context.move-status";
    public const string MoveOutcome = "qkdmec.context.move-outcome";
    public const string Departure = "qkdmec.context.departure";
    public const string AppContextState = "qkdmec.state.app-context";
    public const string ContextIndexState = "qkdmec.state.context-index";

    public const string BlockOrigin = "qkdmec.pool.block-origin";
    public const string BlockProvenance = "qkdmec.pool.block-provenance";

    public const string NetworkTopologyGrain = "qkdmec.grain.network-topology";
    public const string NetworkEdits = "qkdmec.topology.edits";
    public const string KmeEdit = "qkdmec.topology.kme";
    public const string LinkEdit = "qkdmec.topology.link";
    public const string SaeEdit = "qkdmec.topology.sae";
    public const string LinkDefinition = "qkdmec.topology.link-definition";
    public const string TopologyView = "qkdmec.topology.view";
    public const string TopologyStatus = "qkdmec.topology.status";
    public const string TopologyOutcome = "qkdmec.topology.outcome";
    public const string RouteChoice = "qkdmec.network.route-choice";
    public const string NetworkTopologyState = "qkdmec.topology.state";

    public const string SharedKeyGrain = "qkdmec.grain.shared-key";
    public const string SharedKeyHeader = "qkdmec.shared.header";
    public const string SharedKeyFrame = "qkdmec.shared.frame";
    public const string SharedKeyAnswer = "qkdmec.shared.answer";
    public const string SharedKeyVoid = "qkdmec.shared.void";

    public const string KeyListenerId = "qkdmec.listener";
    public const string KeyListenerGrain = "qkdmec.grain.key-listener";
    public const string PositionsPurpose = "qkdmec.listener.purpose";
    public const string PositionsRequest = "qkdmec.listener.request";
    public const string PositionsAnswer = "qkdmec.listener.answer";

    public const string GeoPoint = "qkdmec.location.point";
    public const string CivicElement = "qkdmec.location.civic";
    public const string HostLocation = "qkdmec.location.host";
}
