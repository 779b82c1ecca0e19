-- Promise: money counts from the day on which it came, whoever typed it when; recorded by mistake, it is taken back whole, once nothing settles by it and none of it went back, and stays to be seen.
set lock_timeout = '5s';

-- What nobody but the company's people read; the contract that it is for; whether the company's order says what it settles,
-- and says so anew when other money turns out to have come before; who recorded it; who took it back, when and why.
alter table payment
	add column note text not null default '',
	add column for_contract_id uuid references contract (id),
	add column in_order boolean not null default false,
	add column recorded_by text,
	add column taken_back_at timestamptz,
	add column taken_back_by text,
	add column taken_back_reason text not null default '',
	drop constraint payment_succeeded_facts,
	add constraint payment_succeeded_facts check (
		(state = 'succeeded') = (settled_at is not null)
		and case state when 'succeeded' then received_on is not null else received_on is null or taken_back_at is not null end
	),
	add constraint payment_in_order check (not in_order or source = 'recorded'),
	add constraint payment_taken_back check (
		num_nonnulls(taken_back_at, taken_back_by) in (0, 2)
		and (taken_back_at is null or (source = 'recorded' and state = 'canceled' and import_key is null))
	);

create index payment_put_in_order on payment (customer_id, received_on) where in_order;

-- How it went back: what the transfer said.
alter table refund add column reference text not null default '';

create or replace function keep_payment() returns trigger language plpgsql as $$
begin
	if tg_op = 'DELETE' then
		raise exception 'a payment is never deleted' using errcode = 'restrict_violation';
	end if;
	if (new.customer_id, new.currency, new.amount_minor, new.source) is distinct from (old.customer_id, old.currency, old.amount_minor, old.source) then
		raise exception 'the amount and customer of a payment are never changed' using errcode = 'restrict_violation';
	end if;
	if old.taken_back_at is not null then
		raise exception 'a payment that was taken back stays so' using errcode = 'restrict_violation';
	end if;
	if new.taken_back_at is not null then
		if old.state <> 'succeeded' or old.allocated_minor <> 0 or old.returned_minor <> 0 or new.received_on is distinct from old.received_on
			or exists (select from refund where payment_id = old.id and refund.state in ('started', 'succeeded')) then
			raise exception 'something stands on the payment' using errcode = 'restrict_violation';
		end if;
		return new;
	end if;
	if old.state = 'succeeded' and (new.state <> 'succeeded' or new.received_on <> old.received_on) then
		raise exception 'a payment that came is not undone; refund it' using errcode = 'restrict_violation';
	end if;
	return new;
end $$;

-- Money never settles anything before it came.
create function refuse_early_allocation() returns trigger language plpgsql set enable_seqscan = off as $$
begin
	if exists (select from added join payment on payment.id = added.payment_id where added.allocated_on < payment.received_on) then
		raise exception 'money settles nothing before it came' using errcode = 'restrict_violation';
	end if;
	return null;
end $$;
create trigger allocation_in_time after insert on allocation
	referencing new table as added for each statement execute function refuse_early_allocation();

-- What became of a promise is said anew when money turns out to have come in time, or not to have come.
create or replace function refuse_change_of_promise() returns trigger language plpgsql as $$
begin
	if tg_op = 'DELETE' then raise exception 'a promise is never deleted' using errcode = 'check_violation'; end if;
	if old.state = 'replaced' or (to_jsonb(new) - array['state', 'received_minor', 'settled_on', 'settled_at'])
		<> (to_jsonb(old) - array['state', 'received_minor', 'settled_on', 'settled_at'])
	then raise exception 'promise % is frozen', old.follow_up_id using errcode = 'check_violation'; end if;
	if old.state <> 'open' and new.received_minor is not distinct from old.received_minor
	then raise exception 'promise % is frozen', old.follow_up_id using errcode = 'check_violation'; end if;
	return new;
end $$;

-- In which order money is put to what is open, unless somebody says otherwise.
alter table company add column receipt_order text not null default 'oldest',
	add constraint company_receipt_order check (receipt_order in ('oldest', 'largest'));

-- Staff are told of money that was recorded as of money that came by card.
drop index event_to_alert_of;
create index event_to_alert_of on event (happened_at) where kind in ('payment.succeeded', 'payment.recorded', 'payment.failed',
	'payment.action_required', 'payment.refunded', 'payment.disputed', 'invoice.overdue', 'promise.kept', 'promise.broken',
	'contract.renewal_told', 'contract.cancelled', 'message.written', 'equipment.delivered');
