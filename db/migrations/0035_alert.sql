-- Promise: a person, or a group's channel, is told once of what happened, whatever number of rules say so; what was told
-- stays told. A rule is never changed, only ended, so that every alert can name the rule that raised it.
set lock_timeout = '5s';

create table alert_rule (
	id uuid primary key default uuidv7(),
	trigger text not null,
	audience text not null,
	role text,
	-- Only what concerns contracts and customers of this group; null: of all.
	group_id uuid references staff_group (id),
	-- Only amounts of at least so much in this currency.
	least_minor bigint,
	currency char(3),
	-- At once, or in the digest of the morning.
	at_once boolean not null,
	created_by text not null,
	created_at timestamptz not null,
	ended_at timestamptz,
	constraint alert_rule_trigger check (trigger in ('payment_received', 'payment_failed', 'payment_refunded', 'payment_disputed',
		'invoice_overdue', 'contract_expiring', 'contract_cancelled', 'message_received')),
	constraint alert_rule_audience check (audience in ('owner', 'group_channel', 'role')),
	constraint alert_rule_role check ((audience = 'role') = (role is not null)),
	constraint alert_rule_role_known
		check (role in ('administrator', 'manager', 'finance', 'salesperson', 'collector', 'storekeeper')),
	constraint alert_rule_least check ((least_minor is null) = (currency is null) and least_minor > 0),
	constraint alert_rule_channel_at_once check (audience <> 'group_channel' or at_once),
	constraint alert_rule_order check (ended_at >= created_at)
);
create index alert_rule_by_group on alert_rule (group_id) where group_id is not null;

create function refuse_change_of_alert_rule() returns trigger language plpgsql as $$
begin
	if tg_op = 'DELETE' then raise exception 'a rule of alerts is ended, not deleted' using errcode = 'check_violation'; end if;
	if old.ended_at is not null or (to_jsonb(new) - 'ended_at') <> (to_jsonb(old) - 'ended_at')
	then raise exception 'rule of alerts % is frozen', old.id using errcode = 'check_violation'; end if;
	return new;
end $$;
create trigger alert_rule_frozen before update or delete on alert_rule
	for each row execute function refuse_change_of_alert_rule();

insert into alert_rule (trigger, audience, role, at_once, created_by, created_at) values
	('payment_failed', 'owner', null, true, 'system:founding', '2000-01-01'),
	('payment_disputed', 'role', 'finance', true, 'system:founding', '2000-01-01'),
	('contract_cancelled', 'owner', null, true, 'system:founding', '2000-01-01'),
	('message_received', 'owner', null, true, 'system:founding', '2000-01-01'),
	('payment_received', 'owner', null, false, 'system:founding', '2000-01-01'),
	('payment_refunded', 'role', 'finance', false, 'system:founding', '2000-01-01'),
	('invoice_overdue', 'owner', null, false, 'system:founding', '2000-01-01'),
	('contract_expiring', 'owner', null, false, 'system:founding', '2000-01-01');

create table alert (
	id uuid primary key default uuidv7(),
	event_id uuid not null references event (id),
	rule_id uuid not null references alert_rule (id),
	user_id uuid references staff_user (id),
	group_id uuid references staff_group (id),
	at_once boolean not null,
	raised_at timestamptz not null,
	told_at timestamptz,
	constraint alert_to_one check ((user_id is null) <> (group_id is null)),
	constraint alert_order check (told_at >= raised_at)
);
create unique index alert_once_to_person on alert (event_id, user_id) where user_id is not null;
create unique index alert_once_to_group on alert (event_id, group_id) where group_id is not null;
create index alert_waiting on alert (user_id, id) where told_at is null;
create index alert_by_rule on alert (rule_id);
create index alert_by_group on alert (group_id) where group_id is not null;

create function refuse_change_of_alert() returns trigger language plpgsql as $$
begin
	if tg_op = 'DELETE' then raise exception 'an alert is never deleted' using errcode = 'check_violation'; end if;
	if old.told_at is not null or (to_jsonb(new) - 'told_at') <> (to_jsonb(old) - 'told_at')
	then raise exception 'alert % is frozen', old.id using errcode = 'check_violation'; end if;
	return new;
end $$;
create trigger alert_frozen before update or delete on alert
	for each row execute function refuse_change_of_alert();

-- How far events have been looked through: one row; null until the first look, which tells nobody of the past.
create table alert_progress (
	id boolean primary key default true,
	looked_until timestamptz,
	constraint alert_progress_one_row check (id)
);
insert into alert_progress default values;

-- When somebody wants to hear of things; who has no row has the defaults of core/alert/attention.ts.
create table alert_attention (
	user_id uuid primary key references staff_user (id),
	time_zone text not null,
	quiet_from time not null,
	quiet_until time not null,
	digest boolean not null,
	digest_at time not null
);

-- The mornings on which somebody was given their digest, each once.
create table alert_digest (
	user_id uuid not null references staff_user (id),
	told_on date not null,
	primary key (user_id, told_on)
);

create index event_to_alert_of on event (happened_at) where kind in ('payment.succeeded', 'payment.failed',
	'payment.action_required', 'payment.refunded', 'payment.disputed', 'invoice.overdue', 'contract.renewal_told',
	'contract.cancelled', 'message.written');

alter table outbox drop constraint outbox_kind;
alter table outbox add constraint outbox_kind check (kind in ('mail', 'card_charge', 'card_refund', 'card_detach', 'chat',
	'chat_card', 'approval_card', 'alert'));
