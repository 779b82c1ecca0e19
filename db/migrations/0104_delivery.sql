-- Promise: a machine leaves by one gate pass at a time; a pass is used once or withdrawn once, and never both.
set lock_timeout = '5s';

-- What must be so before a machine leaves: of the company where no template is named. A template without a row has the company's.
create table delivery_rule (
	id uuid primary key default uuidv7(),
	template_id uuid references contract_template (id),
	-- [{kind, percent?}]: the kinds are those of core/delivery/conditions.ts.
	conditions jsonb not null,
	-- How many days a pass is good for, its own day counted.
	valid_days integer,
	written_by text not null,
	written_at timestamptz not null,
	constraint delivery_rule_one unique nulls not distinct (template_id),
	constraint delivery_rule_conditions check (jsonb_typeof(conditions) = 'array'),
	constraint delivery_rule_days check ((template_id is null) = (valid_days is not null) and valid_days between 1 and 90)
);

create table gate_pass (
	id uuid primary key,
	number text not null unique,
	contract_id uuid not null references contract (id),
	customer_id uuid not null references customer (id),
	-- Only the hash of what its code says.
	token_hash bytea not null unique,
	-- Who may take the machines, as far as it was said.
	taker text not null default '',
	-- What was missing when it was issued, by the names of its conditions, and why the machines may leave all the same.
	missing text[] not null default '{}',
	reason text not null default '',
	issued_on date not null,
	issued_at timestamptz not null,
	issued_by text not null,
	-- The last day on which it is good.
	valid_through date not null,
	used_on date,
	used_at timestamptz,
	used_by uuid references staff_user (id),
	driver text,
	withdrawn_at timestamptz,
	withdrawn_by text,
	withdrawn_reason text,
	constraint gate_pass_texts check (char_length(taker) <= 200 and char_length(reason) <= 500),
	constraint gate_pass_missing check (missing = '{}' or btrim(reason) <> ''),
	constraint gate_pass_days check (valid_through >= issued_on and (used_on is null or used_on between issued_on and valid_through)),
	constraint gate_pass_used check (num_nonnulls(used_on, used_at, used_by, driver) in (0, 4) and (driver is null or char_length(btrim(driver)) between 1 and 200)),
	constraint gate_pass_withdrawn check (num_nonnulls(withdrawn_at, withdrawn_by, withdrawn_reason) in (0, 3)
		and (withdrawn_reason is null or char_length(btrim(withdrawn_reason)) between 1 and 500)),
	constraint gate_pass_once check (num_nonnulls(used_at, withdrawn_at) <= 1)
);
create index gate_pass_by_contract on gate_pass (contract_id, id);
create index gate_pass_by_customer on gate_pass (customer_id);
create index gate_pass_by_user on gate_pass (used_by) where used_by is not null;
create index gate_pass_waiting on gate_pass (valid_through) where used_at is null and withdrawn_at is null;

-- The machines of a pass; `open` while it can still be used.
create table gate_pass_machine (
	gate_pass_id uuid not null references gate_pass (id),
	equipment_id uuid not null references equipment (id),
	open boolean not null default true,
	primary key (gate_pass_id, equipment_id)
);
create unique index gate_pass_of_machine on gate_pass_machine (equipment_id) where open;
create index gate_pass_machine_by_equipment on gate_pass_machine (equipment_id);

create function keep_gate_pass() returns trigger language plpgsql as $$
begin
	if tg_op = 'DELETE' or old.used_at is not null or old.withdrawn_at is not null
		or (to_jsonb(new) - array['used_on', 'used_at', 'used_by', 'driver', 'withdrawn_at', 'withdrawn_by', 'withdrawn_reason'])
			is distinct from (to_jsonb(old) - array['used_on', 'used_at', 'used_by', 'driver', 'withdrawn_at', 'withdrawn_by', 'withdrawn_reason']) then
		raise exception 'gate pass % is not changed, it is used or withdrawn once', old.number using errcode = 'restrict_violation';
	end if;
	if new.used_at is not null or new.withdrawn_at is not null then
		update gate_pass_machine set open = false where gate_pass_id = new.id;
	end if;
	return new;
end $$;
create trigger gate_pass_kept before update or delete on gate_pass for each row execute function keep_gate_pass();

-- Which pass a machine left by.
alter table equipment_move add column gate_pass_id uuid references gate_pass (id);
alter table equipment_move add constraint equipment_move_leaves check (gate_pass_id is null or action = 'deliver');
create index equipment_move_by_pass on equipment_move (gate_pass_id) where gate_pass_id is not null;

insert into number_series (key, prefix, digits) select 'gate_pass', 'GP-', 5 where exists (select from company) on conflict do nothing;
alter table alert_rule drop constraint alert_rule_trigger;
alter table alert_rule add constraint alert_rule_trigger check (trigger in ('payment_received', 'payment_failed',
	'payment_refunded', 'payment_disputed', 'invoice_overdue', 'promise_kept', 'promise_broken', 'contract_expiring',
	'contract_cancelled', 'message_received', 'equipment_delivered'));
insert into alert_rule (trigger, audience, role, at_once, created_by, created_at) values
	('equipment_delivered', 'owner', null, true, 'system:founding', '2000-01-01');

drop index event_to_alert_of;
create index event_to_alert_of on event (happened_at) where kind in ('payment.succeeded', 'payment.failed',
	'payment.action_required', 'payment.refunded', 'payment.disputed', 'invoice.overdue', 'promise.kept', 'promise.broken',
	'contract.renewal_told', 'contract.cancelled', 'message.written', 'equipment.delivered');
