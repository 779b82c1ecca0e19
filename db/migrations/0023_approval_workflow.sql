-- Promise: whatever waits for approval is decided on the steps it was given when it was asked, once, by people who were
-- not the one who asked unless that was agreed; and everything that anybody said of it is sealed in one chain.
set lock_timeout = '5s';

alter table staff_user
	add column superior_id uuid references staff_user (id),
	add constraint staff_user_superior check (superior_id <> id);
create index staff_user_by_superior on staff_user (superior_id) where superior_id is not null;

-- ISO days of the week on which time limits run.
alter table company add column working_days smallint[] not null default '{1,2,3,4,5}',
	add constraint company_working_days check (cardinality(working_days) between 1 and 7 and working_days <@ '{1,2,3,4,5,6,7}'::smallint[]);

create table approval_workflow (
	id uuid primary key default uuidv7(),
	subject_kind text not null,
	-- Null: for every group that has none of its own.
	group_id uuid references staff_group (id),
	name text not null,
	-- The first that fits is taken.
	position integer not null,
	conditions jsonb not null default '[]',
	steps jsonb not null,
	-- Whether who asks may approve: never, when nobody else could, always.
	own text not null default 'never',
	version integer not null default 1,
	changed_at timestamptz not null,
	archived_at timestamptz,
	constraint approval_workflow_name check (btrim(name) <> ''),
	constraint approval_workflow_own check (own in ('never', 'alone', 'always')),
	constraint approval_workflow_conditions check (jsonb_typeof(conditions) = 'array'),
	constraint approval_workflow_steps check (jsonb_typeof(steps) = 'array' and jsonb_array_length(steps) between 1 and 20)
);
create index approval_workflow_in_use on approval_workflow (subject_kind, position) where archived_at is null;
create index approval_workflow_by_group on approval_workflow (group_id) where group_id is not null;

create table approval_delegation (
	id uuid primary key default uuidv7(),
	user_id uuid not null references staff_user (id),
	delegate_id uuid not null references staff_user (id),
	starts_on date not null,
	ends_on date not null,
	made_by text not null,
	made_at timestamptz not null,
	ended_at timestamptz,
	constraint approval_delegation_to_another check (user_id <> delegate_id),
	constraint approval_delegation_days check (ends_on >= starts_on)
);
create index approval_delegation_in_force on approval_delegation (ends_on) where ended_at is null;
create index approval_delegation_by_user on approval_delegation (user_id);
create index approval_delegation_by_delegate on approval_delegation (delegate_id);

drop trigger approval_request_frozen on approval_request;
alter table approval_request rename column month_minor to amount_minor;
alter table approval_request
	alter column contract_id drop not null,
	alter column customer_id drop not null,
	alter column amount_minor drop not null,
	alter column currency drop not null,
	-- The row that it is about; one request at a time waits about it.
	add column subject_id uuid,
	-- Number and name of it, as they were.
	add column about jsonb not null default '{}',
	-- Whose workflow counts, and whose superior may be asked.
	add column group_id uuid references staff_group (id),
	add column owner_id uuid references staff_user (id),
	-- The workflow as it was when it was asked.
	add column workflow jsonb not null default '{}',
	add column own_allowed boolean not null default false,
	-- The request that this one takes the place of, because what it showed was no longer so.
	add column replaces uuid unique references approval_request (id),
	-- Counts what changed on the card: copies of an earlier one are brought up to date.
	add column revision integer not null default 1,
	add column decided_in text,
	-- Why it could not be done, where it was approved and could not: a refusal with its facts.
	add column failure jsonb;
update approval_request as request set subject_id = contract_id, decided_in = case when state <> 'waiting' then 'console' end,
	about = (select jsonb_build_object('kind', 'contract', 'number', number, 'name', title) from contract where contract.id = contract_id),
	group_id = (select group_id from contract where contract.id = contract_id),
	owner_id = (select owner_id from contract where contract.id = contract_id),
	workflow = '{"id": null, "name": "", "steps": [{"name": "", "stage": 1, "approvers": [{"kind": "role", "role": "manager", "ofGroup": true}], "otherwise": [{"kind": "role", "role": "finance", "ofGroup": false}], "needs": "any", "count": 1, "limitHours": null, "remindHours": null, "escalateTo": []}]}';
alter table approval_request alter column subject_id set not null;
drop index approval_request_waiting;
create unique index approval_request_waiting on approval_request (subject_id) where state = 'waiting';
create index approval_request_by_group on approval_request (group_id) where group_id is not null;
create index approval_request_by_owner on approval_request (owner_id) where owner_id is not null;
alter table approval_request
	drop constraint approval_request_subject,
	drop constraint approval_request_state,
	drop constraint approval_request_by_another,
	add constraint approval_request_subject check (subject_kind ~ '^[a-z][a-z_]*$'),
	add constraint approval_request_state check (state in ('waiting', 'approved', 'rejected', 'withdrawn', 'outdated', 'failed')),
	add constraint approval_request_by_another check (state <> 'approved' or own_allowed or decided_by <> requested_by),
	add constraint approval_request_where check ((state = 'waiting') = (decided_in is null)),
	add constraint approval_request_failed_why check ((state = 'failed') = (failure is not null)),
	add constraint approval_request_amount check (amount_minor is null or currency is not null);

-- What was asked is never changed, and a decision is never taken back.
create or replace function refuse_change_of_request() returns trigger language plpgsql as $$
declare
	moving constant text[] := array['state', 'decided_by', 'decided_at', 'decided_in', 'comment', 'failure', 'revision'];
begin
	if tg_op = 'DELETE' then raise exception 'an approval request is never deleted' using errcode = 'check_violation'; end if;
	if old.state <> 'waiting' then raise exception 'approval request % is decided', old.id using errcode = 'check_violation'; end if;
	if (to_jsonb(new) - moving) <> (to_jsonb(old) - moving)
	then raise exception 'what was asked in approval request % is frozen', old.id using errcode = 'check_violation'; end if;
	if new.revision < old.revision then raise exception 'revisions of approval request % only grow', old.id using errcode = 'check_violation'; end if;
	return new;
end $$;
create trigger approval_request_frozen before update or delete on approval_request
	for each row execute function refuse_change_of_request();

create table approval_step (
	request_id uuid not null references approval_request (id),
	position integer not null,
	-- Steps of one stage run together; the next stage opens when all of this one are approved.
	stage integer not null,
	rule jsonb not null,
	state text not null default 'coming',
	opened_at timestamptz,
	remind_at timestamptz,
	due_at timestamptz,
	reminded_at timestamptz,
	escalated_at timestamptz,
	closed_at timestamptz,
	primary key (request_id, position),
	constraint approval_step_state check (state in ('coming', 'open', 'approved', 'rejected', 'dropped')),
	constraint approval_step_opened check (state not in ('open', 'approved', 'rejected') or opened_at is not null),
	constraint approval_step_closed check ((state in ('approved', 'rejected', 'dropped')) = (closed_at is not null))
);
create index approval_step_open on approval_step (request_id) where state = 'open';
insert into approval_step (request_id, position, stage, rule, state, opened_at, closed_at)
	select id, 1, 1, workflow -> 'steps' -> 0, case state when 'waiting' then 'open' when 'approved' then 'approved' when 'rejected' then 'rejected' else 'dropped' end,
		requested_at, decided_at
	from approval_request;

-- Who was asked to decide: each has a card or a letter, to be brought up to date.
create table approval_asked (
	request_id uuid not null references approval_request (id),
	user_id uuid not null references staff_user (id),
	asked_at timestamptz not null,
	-- As which: an approver of a step, in place of somebody who is away, because time ran out.
	as_what text not null,
	primary key (request_id, user_id),
	constraint approval_asked_as check (as_what in ('approver', 'delegate', 'escalation'))
);
create index approval_asked_by_user on approval_asked (user_id);

-- Where the chain ends. Whoever adds to it holds this row, so that it never forks.
create table approval_seal (
	id boolean primary key default true,
	length bigint not null,
	hash text not null,
	constraint approval_seal_one_row check (id)
);
insert into approval_seal (length, hash) values (0, repeat('0', 64));

create table approval_decision (
	sequence bigint primary key,
	request_id uuid not null references approval_request (id),
	-- The steps that it counted for; none where it was a question, an answer or the clock.
	steps integer[] not null default '{}',
	says text not null,
	said_by text not null,
	-- Those in whose place it was said.
	said_for uuid[] not null default '{}',
	channel text not null,
	comment text not null default '',
	-- The fingerprint of what was in front of them.
	seen text not null,
	said_at timestamptz not null,
	previous text not null,
	hash text not null unique,
	constraint approval_decision_says check (says in ('approve', 'reject', 'ask', 'answer', 'withdraw', 'remind', 'escalate', 'outdate', 'fail')),
	constraint approval_decision_why check (says not in ('reject', 'ask', 'answer') or btrim(comment) <> ''),
	constraint approval_decision_channel check (channel in ('console', 'chat', 'slack', 'telegram', 'terminal', 'portal', 'clock'))
);
create index approval_decision_by_request on approval_decision (request_id, sequence);

create function approval_decision_hash(said approval_decision) returns text language sql stable as $$
	select encode(sha256(convert_to(jsonb_build_array(said.previous, said.sequence, said.request_id, said.steps, said.says, said.said_by,
		said.said_for, said.channel, said.comment, said.seen, extract(epoch from said.said_at))::text, 'UTF8')), 'hex')
$$;

create function seal_decision() returns trigger language plpgsql as $$
declare
	asked record;
begin
	if tg_op <> 'INSERT' then raise exception 'what was said of an approval is sealed' using errcode = 'check_violation'; end if;
	select requested_by, own_allowed into asked from approval_request where id = new.request_id;
	if new.says = 'approve' and new.said_by = asked.requested_by and not asked.own_allowed
	then raise exception 'who asks does not approve' using errcode = 'check_violation'; end if;
	update approval_seal set length = length + 1 returning length, hash into new.sequence, new.previous;
	new.hash := approval_decision_hash(new);
	update approval_seal set hash = new.hash;
	return new;
end $$;
create trigger approval_decision_sealed before insert or update or delete on approval_decision
	for each row execute function seal_decision();
create trigger approval_decision_kept before truncate on approval_decision
	for each statement execute function seal_decision();

-- One says approve or reject once of each step.
create function refuse_second_decision() returns trigger language plpgsql as $$
begin
	if new.says in ('approve', 'reject') and exists (select from approval_decision as earlier
		where earlier.request_id = new.request_id and earlier.said_by = new.said_by and earlier.sequence < new.sequence
			and earlier.says in ('approve', 'reject') and earlier.steps && new.steps)
	then raise exception '% has decided already', new.said_by using errcode = 'unique_violation'; end if;
	return null;
end $$;
create trigger approval_decision_once after insert on approval_decision
	for each row execute function refuse_second_decision();

-- The decisions there were before the chain are its beginning.
insert into approval_decision (sequence, request_id, steps, says, said_by, channel, comment, seen, said_at)
	select 0, id, case when state in ('approved', 'rejected') then '{1}'::integer[] else '{}' end,
		case state when 'approved' then 'approve' when 'rejected' then 'reject' when 'withdrawn' then 'withdraw' else 'outdate' end,
		decided_by, 'console', comment, fingerprint, decided_at
	from approval_request where state <> 'waiting' order by decided_at, id;

-- What a customer asks for above the limit goes where it went before.
insert into approval_workflow (subject_kind, name, position, steps, changed_at)
	select 'contract_change', 'A customer’s change above the limit', 100,
		'[{"name": "", "stage": 1, "approvers": [{"kind": "role", "role": "manager", "ofGroup": true}], "otherwise": [{"kind": "role", "role": "finance", "ofGroup": false}], "needs": "any", "count": 1, "limitHours": 48, "remindHours": 24, "escalateTo": [{"kind": "role", "role": "administrator", "ofGroup": false}]}]', now()
	from company;

alter table outbox drop constraint outbox_kind,
	add constraint outbox_kind check (kind in ('mail', 'card_charge', 'card_refund', 'card_detach', 'approval_card'));
