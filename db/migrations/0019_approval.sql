-- Promise: a change that a customer asked for is decided once, by somebody else, on the figures the customer saw; what was said stays.
set lock_timeout = '5s';

create table approval_request (
	id uuid primary key default uuidv7(),
	subject_kind text not null,
	contract_id uuid not null references contract (id),
	customer_id uuid not null references customer (id),
	-- What is to be done, as the verb that will do it takes it, and the day on which it was asked.
	change jsonb not null,
	asked_on date not null,
	-- SHA-256 over the money and terms that were shown.
	fingerprint text not null,
	-- What was shown, for those who decide and for the record.
	shown jsonb not null,
	month_minor bigint not null,
	currency char(3) not null,
	note text not null default '',
	requested_by text not null,
	requested_at timestamptz not null,
	state text not null default 'waiting',
	decided_by text,
	decided_at timestamptz,
	comment text not null default '',
	constraint approval_request_subject check (subject_kind in ('contract_change')),
	constraint approval_request_state check (state in ('waiting', 'approved', 'rejected', 'withdrawn', 'outdated')),
	constraint approval_request_decided check ((state = 'waiting') = (decided_at is null) and (decided_at is null) = (decided_by is null)),
	constraint approval_request_by_another check (state <> 'approved' or decided_by <> requested_by),
	constraint approval_request_rejected_why check (state <> 'rejected' or btrim(comment) <> '')
);
-- One at a time: the next change would stand on what the first one becomes.
create unique index approval_request_waiting on approval_request (contract_id) where state = 'waiting';
create index approval_request_queue on approval_request (requested_at, id) where state = 'waiting';
create index approval_request_by_contract on approval_request (contract_id, id);
create index approval_request_by_customer on approval_request (customer_id);

-- What was asked is never changed, and a decision is never taken back.
create function refuse_change_of_request() returns trigger language plpgsql as $$
begin
	if tg_op = 'DELETE' then raise exception 'an approval request is never deleted' using errcode = 'check_violation'; end if;
	if old.state <> 'waiting' then raise exception 'approval request % is decided', old.id using errcode = 'check_violation'; end if;
	if (to_jsonb(new) - array['state', 'decided_by', 'decided_at', 'comment']) <> (to_jsonb(old) - array['state', 'decided_by', 'decided_at', 'comment'])
	then raise exception 'what was asked in approval request % is frozen', old.id using errcode = 'check_violation'; end if;
	return new;
end $$;

create trigger approval_request_frozen before update or delete on approval_request
	for each row execute function refuse_change_of_request();
