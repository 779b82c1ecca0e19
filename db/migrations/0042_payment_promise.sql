-- Promise: what a customer promised to pay stays as it was written down, and is found kept or broken once; of one invoice,
-- and of a customer beside it, one promise waits at a time.
set lock_timeout = '5s';

create table payment_promise (
	-- The record of the talk in which it was given.
	follow_up_id uuid primary key references follow_up (id),
	customer_id uuid not null references customer (id),
	-- Null: anything that the customer owes.
	invoice_id uuid,
	currency char(3) not null,
	amount_minor bigint not null,
	-- The last day on which money counts.
	promised_on date not null,
	made_on date not null,
	made_at timestamptz not null,
	state text not null default 'open',
	-- What had come when it was settled.
	received_minor bigint,
	settled_on date,
	settled_at timestamptz,
	constraint payment_promise_invoice foreign key (invoice_id, customer_id, currency) references invoice (id, customer_id, currency),
	constraint payment_promise_amount check (amount_minor > 0),
	constraint payment_promise_days check (promised_on >= made_on),
	constraint payment_promise_state check (state in ('open', 'kept', 'broken', 'lapsed', 'replaced')),
	constraint payment_promise_settled check (num_nonnulls(received_minor, settled_on, settled_at) = case when state = 'open' then 0 else 3 end),
	constraint payment_promise_kept check (state <> 'kept' or received_minor >= amount_minor),
	constraint payment_promise_broken check (state <> 'broken' or (received_minor < amount_minor and settled_on > promised_on))
);
create unique index payment_promise_of_invoice on payment_promise (invoice_id) where state = 'open' and invoice_id is not null;
create unique index payment_promise_of_customer on payment_promise (customer_id, currency)
	where state = 'open' and invoice_id is null;
create index payment_promise_by_customer on payment_promise (customer_id, follow_up_id);
create index payment_promise_by_invoice on payment_promise (invoice_id) where invoice_id is not null;
create index payment_promise_waiting on payment_promise (promised_on) where state = 'open';

create function refuse_change_of_promise() returns trigger language plpgsql as $$
begin
	if tg_op = 'DELETE' then raise exception 'a promise is never deleted' using errcode = 'check_violation'; end if;
	if old.state <> 'open' or (to_jsonb(new) - array['state', 'received_minor', 'settled_on', 'settled_at'])
		<> (to_jsonb(old) - array['state', 'received_minor', 'settled_on', 'settled_at'])
	then raise exception 'promise % is frozen', old.follow_up_id using errcode = 'check_violation'; end if;
	return new;
end $$;
create trigger payment_promise_frozen before update or delete on payment_promise
	for each row execute function refuse_change_of_promise();
create function refuse_foreign_promise() returns trigger language plpgsql as $$
begin
	if not exists (select from follow_up where id = new.follow_up_id and customer_id = new.customer_id)
	then raise exception 'promise % is not of customer %', new.follow_up_id, new.customer_id using errcode = 'foreign_key_violation'; end if;
	return new;
end $$;
create trigger payment_promise_of_its_customer before insert on payment_promise
	for each row execute function refuse_foreign_promise();

alter table alert_rule drop constraint alert_rule_trigger;
alter table alert_rule add constraint alert_rule_trigger check (trigger in ('payment_received', 'payment_failed',
	'payment_refunded', 'payment_disputed', 'invoice_overdue', 'promise_kept', 'promise_broken', 'contract_expiring',
	'contract_cancelled', 'message_received'));
insert into alert_rule (trigger, audience, role, at_once, created_by, created_at) values
	('promise_broken', 'owner', null, true, 'system:founding', '2000-01-01'),
	('promise_kept', 'owner', null, false, 'system:founding', '2000-01-01');

drop index event_to_alert_of;
create index event_to_alert_of on event (happened_at) where kind in ('payment.succeeded', 'payment.failed',
	'payment.action_required', 'payment.refunded', 'payment.disputed', 'invoice.overdue', 'promise.kept', 'promise.broken',
	'contract.renewal_told', 'contract.cancelled', 'message.written');
