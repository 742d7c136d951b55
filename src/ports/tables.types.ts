/** The tables of the database, as Kysely sees them. Written by `npm run schema` from db/migrations: do not edit. */
import type { ColumnType, GeneratedAlways } from 'kysely';

/** A moment: read as a Date, written as a Date or as ISO 8601. */
type Moment = ColumnType<Date, Date | string, Date | string>;
/** JSON: read as a value that must be parsed, written as text. */
type Json = ColumnType<unknown, string, string>;
/** An array. */
type Several<T> = ColumnType<T[], readonly T[], readonly T[]>;
/** A column that may be left out of an insert. */
type ByDefault<T> =
  T extends ColumnType<infer Read, infer Insert, infer Update>
    ? ColumnType<Read, Insert | undefined, Update>
    : ColumnType<T, T | undefined, T>;

/** Every table of the schema `workprint` by its full name. */
export type Tables = {
  'workprint.answer_blobs': {
    key: string;
    blob_hash: string;
  };
  'workprint.answers': {
    key: string;
    step: string;
    version: number;
    label: string;
    answer: Json;
    took_ms: number;
    cost_micros: ByDefault<number>;
    created_at: ByDefault<Moment>;
    used_at: ByDefault<Moment>;
  };
  'workprint.asset_derivatives': {
    asset_id: string;
    project_id: string;
    kind: string;
    blob_hash: string;
    bytes: number;
    media_type: string;
    facts: Json | null;
    created_at: ByDefault<Moment>;
  };
  'workprint.asset_uses': {
    asset_id: string;
    project_id: string;
    user_kind: string;
    user_id: string;
    created_at: ByDefault<Moment>;
  };
  'workprint.assets': {
    id: ByDefault<string>;
    project_id: string;
    owner_id: string;
    blob_hash: string;
    bytes: number;
    name: string;
    kind: string | null;
    media_type: string | null;
    state: ByDefault<string>;
    facts: Json | null;
    error: Json | null;
    settled_by: number | null;
    tags: ByDefault<Several<string>>;
    source_url: string | null;
    version: ByDefault<number>;
    words: GeneratedAlways<string | null>;
    deleted_at: Moment | null;
    created_at: ByDefault<Moment>;
    updated_at: ByDefault<Moment>;
  };
  'workprint.audit_log': {
    id: GeneratedAlways<number>;
    at: ByDefault<Moment>;
    person_id: string | null;
    project_id: string | null;
    action: string;
    subject: string;
    detail: ByDefault<Json>;
    ip_address: string | null;
    request_id: string | null;
  };
  'workprint.blobs': {
    hash: string;
    bytes: number;
    media_type: string;
    created_at: ByDefault<Moment>;
    orphaned_at: Moment | null;
    verified_at: Moment | null;
    damaged_at: Moment | null;
  };
  'workprint.discovered_models': {
    person_id: string;
    provider: string;
    model: string;
    makes: string;
    record: Json;
    seen_at: ByDefault<Moment>;
  };
  'workprint.document_updates': {
    id: GeneratedAlways<number>;
    document_id: string;
    project_id: string;
    person_id: string | null;
    change: Uint8Array;
    at: ByDefault<Moment>;
  };
  'workprint.document_versions': {
    id: ByDefault<string>;
    document_id: string;
    project_id: string;
    person_id: string | null;
    name: string | null;
    state: Uint8Array;
    at: ByDefault<Moment>;
  };
  'workprint.documents': {
    id: ByDefault<string>;
    project_id: string;
    kind: string;
    name: string;
    state: ByDefault<Uint8Array>;
    version: ByDefault<number>;
    deleted_at: Moment | null;
    created_at: ByDefault<Moment>;
    updated_at: ByDefault<Moment>;
  };
  'workprint.generation_assets': {
    generation_id: string;
    project_id: string;
    place: number;
    asset_id: string;
  };
  'workprint.generations': {
    id: ByDefault<string>;
    project_id: string;
    person_id: string;
    job_id: string;
    type: string;
    asked: Json;
    prompt: string;
    provider: string | null;
    model: string | null;
    round: ByDefault<number>;
    is_fresh: ByDefault<boolean>;
    is_cached: ByDefault<boolean>;
    degraded: string | null;
    estimate_micros: ByDefault<number>;
    cost_micros: ByDefault<number>;
    answer: Json | null;
    route: ByDefault<Json>;
    origin_id: string | null;
    created_at: ByDefault<Moment>;
    ended_at: Moment | null;
    words: GeneratedAlways<string | null>;
  };
  'workprint.idempotency_keys': {
    person_id: string;
    key: string;
    route: string;
    body_hash: string;
    status: number | null;
    answer: string | null;
    created_at: ByDefault<Moment>;
  };
  'workprint.job_events': {
    id: GeneratedAlways<number>;
    job_id: string;
    project_id: string;
    kind: string;
    data: Json;
    at: ByDefault<Moment>;
  };
  'workprint.job_results': {
    job_id: string;
    project_id: string;
    kind: string;
    blob_hash: string;
    bytes: number;
    media_type: string;
    name: string;
    expires_at: Moment | null;
    created_at: ByDefault<Moment>;
  };
  'workprint.job_runs': {
    id: ByDefault<string>;
    project_id: string;
    person_id: string;
    parent_id: string | null;
    kind: string;
    lane: ByDefault<string>;
    label: ByDefault<string>;
    state: ByDefault<'queued' | 'held' | 'running' | 'done' | 'failed' | 'cancelled'>;
    input: Json;
    result: Json | null;
    error: Json | null;
    done: ByDefault<number>;
    total: ByDefault<number>;
    eta_ms: number | null;
    attempt: ByDefault<number>;
    tries: ByDefault<number>;
    crashes: ByDefault<number>;
    worker: string | null;
    cancel_requested_at: Moment | null;
    turn: ByDefault<number>;
    urgent: ByDefault<boolean>;
    trace_id: ByDefault<string>;
    created_at: ByDefault<Moment>;
    started_at: Moment | null;
    finished_at: Moment | null;
    concluded_at: Moment | null;
    expires_at: Moment | null;
  };
  'workprint.job_steps': {
    job_id: string;
    project_id: string;
    key: string;
    name: string;
    label: string;
    state: 'queued' | 'held' | 'running' | 'done' | 'failed' | 'cancelled';
    is_cached: ByDefault<boolean>;
    done: ByDefault<number>;
    total: ByDefault<number>;
    cost_micros: ByDefault<number>;
    started_at: Moment | null;
    finished_at: Moment | null;
  };
  'workprint.ledger_entries': {
    id: GeneratedAlways<number>;
    call_id: string | null;
    project_id: string | null;
    person_id: string | null;
    build_id: string | null;
    key_id: string | null;
    provider: string;
    model: string;
    type: string;
    kind: string;
    micros: number;
    period: string;
    at: ByDefault<Moment>;
  };
  'workprint.logins': {
    id: ByDefault<string>;
    person_id: string;
    account_id: string;
    provider_id: string;
    access_token: string | null;
    refresh_token: string | null;
    id_token: string | null;
    access_token_expires_at: Moment | null;
    refresh_token_expires_at: Moment | null;
    scope: string | null;
    password: string | null;
    created_at: ByDefault<Moment>;
    updated_at: ByDefault<Moment>;
  };
  'workprint.own_prices': {
    person_id: string;
    provider: string;
    model: string;
    prices: Json;
    updated_at: ByDefault<Moment>;
  };
  'workprint.people': {
    id: ByDefault<string>;
    name: string;
    email: string;
    email_verified: ByDefault<boolean>;
    image: string | null;
    tier: ByDefault<string>;
    is_local_owner: ByDefault<boolean>;
    preferences: ByDefault<Json>;
    storage_limit_bytes: number | null;
    created_at: ByDefault<Moment>;
    updated_at: ByDefault<Moment>;
  };
  'workprint.personal_keys': {
    id: ByDefault<string>;
    person_id: string;
    config_id: ByDefault<string>;
    name: string | null;
    beginning: string | null;
    prefix: string | null;
    key_hash: string;
    permissions: string | null;
    is_enabled: ByDefault<boolean>;
    used_at: Moment | null;
    expires_at: Moment | null;
    refill_interval: number | null;
    refill_amount: number | null;
    last_refill_at: Moment | null;
    remaining: number | null;
    rate_limit_enabled: ByDefault<boolean>;
    rate_limit_time_window: number | null;
    rate_limit_max: number | null;
    request_count: ByDefault<number>;
    metadata: string | null;
    created_at: ByDefault<Moment>;
    updated_at: ByDefault<Moment>;
  };
  'workprint.project_invitations': {
    id: ByDefault<string>;
    project_id: string;
    email: string;
    role: 'viewer' | 'editor' | 'owner';
    token_hash: string;
    invited_by: string | null;
    expires_at: Moment;
    created_at: ByDefault<Moment>;
  };
  'workprint.project_members': {
    project_id: string;
    person_id: string;
    role: 'viewer' | 'editor' | 'owner';
    created_at: ByDefault<Moment>;
  };
  'workprint.projects': {
    id: ByDefault<string>;
    owner_id: string;
    name: string;
    budget_micros: number | null;
    version: ByDefault<number>;
    archived_at: Moment | null;
    deleted_at: Moment | null;
    created_at: ByDefault<Moment>;
    updated_at: ByDefault<Moment>;
  };
  'workprint.provider_call_blobs': {
    call_id: string;
    blob_hash: string;
  };
  'workprint.provider_calls': {
    id: ByDefault<string>;
    project_id: string | null;
    person_id: string | null;
    build_id: string | null;
    order_key: string;
    place: number;
    request_key: string;
    provider: string;
    model: string;
    key_id: string | null;
    type: string;
    ask: Json;
    is_fresh: ByDefault<boolean>;
    state: ByDefault<'intended' | 'sent' | 'under-way' | 'done' | 'failed' | 'unknown'>;
    submit_key: ByDefault<string>;
    handle: Json | null;
    work_id: string | null;
    answer: Json | null;
    usage: Json | null;
    error: Json | null;
    reserved_micros: number;
    cost_micros: ByDefault<number>;
    charged: ByDefault<string>;
    period: string;
    resolved_by: string | null;
    took_ms: ByDefault<number>;
    created_at: ByDefault<Moment>;
    sent_at: Moment | null;
    ended_at: Moment | null;
  };
  'workprint.provider_gates': {
    lane: string;
    failures: ByDefault<number>;
    closed_until: Moment | null;
    tokens: ByDefault<number>;
    counted_at: ByDefault<Moment>;
    wanted_until: Moment | null;
  };
  'workprint.provider_keys': {
    id: ByDefault<string>;
    person_id: string;
    project_id: string | null;
    provider: string;
    name: string;
    sealed: string;
    last_four: string;
    base_url: string | null;
    monthly_cap_micros: number | null;
    is_active: ByDefault<boolean>;
    verdict: string | null;
    tested_at: Moment | null;
    last_used_at: Moment | null;
    version: ByDefault<number>;
    created_at: ByDefault<Moment>;
    updated_at: ByDefault<Moment>;
  };
  'workprint.provider_notices': {
    provider: string;
    event_id: string;
    call_id: string | null;
    at: ByDefault<Moment>;
  };
  'workprint.provider_passes': {
    id: ByDefault<string>;
    lane: string;
    worker: string;
    void_at: Moment;
  };
  'workprint.purses': {
    scope: string;
    scope_id: string;
    period: string;
    limit_micros: number | null;
    reserved_micros: ByDefault<number>;
    spent_micros: ByDefault<number>;
  };
  'workprint.rate_windows': {
    bucket: string;
    window_start: Moment;
    taken: number;
  };
  'workprint.render_history': {
    id: GeneratedAlways<number>;
    encoding: string;
    untouched: number;
    composed: number;
    took_ms: number;
    at: ByDefault<Moment>;
  };
  'workprint.sessions': {
    id: ByDefault<string>;
    person_id: string;
    token: string;
    expires_at: Moment;
    ip_address: string | null;
    user_agent: string | null;
    created_at: ByDefault<Moment>;
    updated_at: ByDefault<Moment>;
  };
  'workprint.spending_caps': {
    person_id: string;
    monthly_micros: number;
    updated_at: ByDefault<Moment>;
  };
  'workprint.storage_used': {
    person_id: string;
    bytes: ByDefault<number>;
  };
  'workprint.studio_settings': {
    name: string;
    value: Json;
    updated_at: ByDefault<Moment>;
  };
  'workprint.uploads': {
    id: ByDefault<string>;
    person_id: string;
    project_id: string;
    name: string;
    tags: ByDefault<Several<string>>;
    length_bytes: number;
    offset_bytes: ByDefault<number>;
    pieces: ByDefault<Json>;
    writer: string | null;
    writer_until: Moment | null;
    blob_hash: string | null;
    asset_id: string | null;
    expires_at: Moment;
    created_at: ByDefault<Moment>;
    updated_at: ByDefault<Moment>;
  };
  'workprint.verifications': {
    id: ByDefault<string>;
    identifier: string;
    value: string;
    expires_at: Moment;
    created_at: ByDefault<Moment>;
    updated_at: ByDefault<Moment>;
  };
  'workprint.webhook_deliveries': {
    id: ByDefault<string>;
    webhook_id: string;
    person_id: string;
    event_id: string;
    event: string;
    payload: Json;
    state: ByDefault<'queued' | 'held' | 'running' | 'done' | 'failed' | 'cancelled'>;
    attempts: ByDefault<number>;
    last_status: number | null;
    last_error: string | null;
    tries: ByDefault<Json>;
    due_since: ByDefault<Moment>;
    next_at: ByDefault<Moment>;
    created_at: ByDefault<Moment>;
    finished_at: Moment | null;
  };
  'workprint.webhooks': {
    id: ByDefault<string>;
    person_id: string;
    project_id: string | null;
    url: string;
    secret_sealed: string;
    secret_ending: string;
    former_secret_sealed: string | null;
    former_secret_until: Moment | null;
    events: Several<string>;
    kinds: ByDefault<Several<string>>;
    is_active: ByDefault<boolean>;
    failing_since: Moment | null;
    disabled_at: Moment | null;
    disabled_because: string | null;
    created_at: ByDefault<Moment>;
  };
};
