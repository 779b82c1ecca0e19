-- Promises: about one machine one request is open at a time; what was found when it was asked stays as it was shown; its state
-- goes only the ways that are allowed, and whatever was settled has its certificate, once.
set lock_timeout = '5s';

-- From how many days past due a machine may be locked: of the company where no template is named.
create table machine_request_rule (
	id uuid primary key default uuidv7(),
	template_id uuid references contract_template (id),
	lock_days integer not null,
	-- How many hours a provider has to confirm a command.
	confirm_hours integer,
	written_by text not null,
	written_at timestamptz not null,
	constraint machine_request_rule_one unique nulls not distinct (template_id),
	constraint machine_request_rule_days check (lock_days between 1 and 365),
	constraint machine_request_rule_hours check ((template_id is null) = (confirm_hours is not null) and confirm_hours between 1 and 168)
);

create table machine_request (
	id uuid primary key,
	kind text not null,
	contract_id uuid not null references contract (id),
	customer_id uuid not null references customer (id),
	reason text not null default '',
	-- [{kind, met, days, wantedDays, minor}] as it was shown to whoever asked; kinds of core/machine-request/kinds.ts.
	conditions jsonb not null,
	missing text[] not null default '{}',
	-- Of a repossession: where it is fetched, and who fetches it.
	place text not null default '',
	assignee_id uuid references staff_user (id),
	-- Of a settlement: what the machines are afterwards.
	becomes text,
	state text not null default 'asked',
	asked_on date not null,
	asked_at timestamptz not null,
	asked_by text not null,
	-- Of the approval.
	approved_at timestamptz,
	approved_by text,
	-- Why it came to nothing.
	ended_note text not null default '',
	ended_at timestamptz,
	ended_by text,
	-- Of a settlement that is done.
	certificate_number text unique,
	settled_on date,
	-- {currency, invoicedMinor, receivedMinor} as text.
	settled jsonb,
	constraint machine_request_kind check (kind in ('lock', 'unlock', 'repossession', 'settlement')),
	constraint machine_request_state check (state in ('asked', 'approved', 'rejected', 'withdrawn', 'sent', 'confirmed', 'failed', 'done')),
	constraint machine_request_texts check (char_length(reason) <= 500 and char_length(place) <= 200 and char_length(ended_note) <= 500),
	constraint machine_request_reason check ((missing = '{}' and kind <> 'repossession') or btrim(reason) <> ''),
	constraint machine_request_conditions check (jsonb_typeof(conditions) = 'array'),
	constraint machine_request_fetched check (case when kind = 'repossession' then btrim(place) <> '' and assignee_id is not null
		else place = '' and assignee_id is null end),
	constraint machine_request_becomes check (case when kind = 'settlement' then becomes in ('sold', 'returned') and missing = '{}' else becomes is null end),
	constraint machine_request_sent check (kind in ('lock', 'unlock') or state not in ('sent', 'confirmed')),
	constraint machine_request_approved check (num_nonnulls(approved_at, approved_by) in (0, 2)
		and (approved_at is not null or state not in ('approved', 'sent', 'confirmed', 'done'))),
	constraint machine_request_ended check (num_nonnulls(ended_at, ended_by) in (0, 2)
		and (ended_at is not null) = (state in ('rejected', 'withdrawn', 'confirmed', 'failed', 'done'))),
	constraint machine_request_settled check (num_nonnulls(certificate_number, settled_on, settled) = case when kind = 'settlement' and state = 'done' then 3 else 0 end)
);
create index machine_request_by_contract on machine_request (contract_id, id);
create index machine_request_by_customer on machine_request (customer_id);
create index machine_request_by_state on machine_request (state, id);
create index machine_request_by_assignee on machine_request (assignee_id) where assignee_id is not null;
create unique index machine_request_settlement on machine_request (contract_id)
	where kind = 'settlement' and state in ('asked', 'approved', 'done');

-- A machine of a request, and what came of it. `open` while no other request may be about it.
create table machine_request_machine (
	-- The name of the command that goes to the provider.
	id uuid primary key,
	request_id uuid not null references machine_request (id),
	equipment_id uuid not null references equipment (id),
	open boolean not null default true,
	state text not null default 'waiting',
	-- When a command left, and when somebody was told that nothing came back.
	sent_at timestamptz,
	told_late_at timestamptz,
	settled_at timestamptz,
	-- Who says that it is so: a member of staff, or the provider.
	settled_by text,
	-- Of a repossession.
	outcome text,
	note text not null default '',
	constraint machine_request_machine_one unique (request_id, equipment_id),
	constraint machine_request_machine_state check (state in ('waiting', 'sent', 'confirmed', 'failed', 'done')),
	constraint machine_request_machine_settled check (num_nonnulls(settled_at, settled_by) = case when state in ('confirmed', 'failed', 'done') then 2 else 0 end),
	constraint machine_request_machine_sent check (state not in ('sent', 'confirmed') or sent_at is not null),
	constraint machine_request_machine_outcome check (outcome in ('taken', 'handed_back', 'not_found')),
	constraint machine_request_machine_note check (char_length(note) <= 500)
);
create unique index machine_request_of_machine on machine_request_machine (equipment_id) where open;
create index machine_request_machine_by_equipment on machine_request_machine (equipment_id);
create index machine_request_machine_waiting on machine_request_machine (sent_at) where state = 'sent';

create function keep_machine_request() returns trigger language plpgsql as $$
declare kept text[] := array['state', 'approved_at', 'approved_by', 'ended_note', 'ended_at', 'ended_by', 'certificate_number', 'settled_on', 'settled'];
begin
	if tg_op = 'DELETE' or (to_jsonb(new) - kept) is distinct from (to_jsonb(old) - kept) then
		raise exception 'machine request % stays as it was asked', old.id using errcode = 'restrict_violation';
	end if;
	if new.state <> old.state and not (case old.state
		when 'asked' then new.state in ('approved', 'rejected', 'withdrawn', 'failed')
		when 'approved' then new.state in ('sent', 'confirmed', 'failed', 'done', 'withdrawn')
		when 'sent' then new.state in ('confirmed', 'failed', 'done')
		-- A command that did not arrive is sent again, or somebody does it by hand.
		when 'failed' then old.approved_at is not null and new.state in ('sent', 'confirmed', 'done')
		else false end) then
		raise exception 'machine request % is %, and does not become %', old.id, old.state, new.state using errcode = 'restrict_violation';
	end if;
	if new.state in ('rejected', 'withdrawn', 'confirmed', 'failed', 'done') then
		update machine_request_machine set open = false where request_id = new.id and open;
	elsif old.state = 'failed' then
		update machine_request_machine set open = true where request_id = new.id and state in ('waiting', 'sent');
	end if;
	return new;
end $$;
create trigger machine_request_kept before update or delete on machine_request for each row execute function keep_machine_request();

create function keep_machine_request_machine() returns trigger language plpgsql as $$
begin
	if tg_op = 'DELETE' or (new.id, new.request_id, new.equipment_id) is distinct from (old.id, old.request_id, old.equipment_id)
		or (old.state in ('confirmed', 'done') and (to_jsonb(new) - 'open') is distinct from (to_jsonb(old) - 'open')) then
		raise exception 'what came of machine request % stays' , old.request_id using errcode = 'restrict_violation';
	end if;
	return new;
end $$;
create trigger machine_request_machine_kept before update or delete on machine_request_machine
	for each row execute function keep_machine_request_machine();

insert into number_series (key, prefix, digits) select 'settlement', 'ST-', 5 where exists (select from company) on conflict do nothing;

alter table alert_rule drop constraint alert_rule_trigger;
alter table alert_rule add constraint alert_rule_trigger check (trigger in ('payment_received', 'payment_failed',
	'payment_refunded', 'payment_disputed', 'invoice_overdue', 'promise_kept', 'promise_broken', 'contract_expiring',
	'contract_cancelled', 'message_received', 'equipment_delivered', 'machine_request_failed', 'machine_request_done'));
insert into alert_rule (trigger, audience, role, at_once, created_by, created_at) values
	('machine_request_failed', 'owner', null, true, 'system:founding', '2000-01-01'),
	('machine_request_done', 'owner', null, true, 'system:founding', '2000-01-01');
drop index event_to_alert_of;
create index event_to_alert_of on event (happened_at) where kind in ('payment.succeeded', 'payment.recorded', 'payment.failed',
	'payment.action_required', 'payment.refunded', 'payment.disputed', 'invoice.overdue', 'promise.kept', 'promise.broken',
	'contract.renewal_told', 'contract.cancelled', 'message.written', 'equipment.delivered', 'machine_request.failed',
	'machine_request.late', 'machine_request.done');
