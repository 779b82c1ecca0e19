-- Promise: what an entry that went out was said to be is unsaid only for a reason, by somebody, and where the receipt stands again as another
-- of exactly the same customer, currency, amount and day; that is never changed or deleted. Whatever else was said of it stays.
set lock_timeout = '5s';

create table bank_return_unsaid (
	id uuid primary key default uuidv7(),
	entry_id uuid not null references bank_entry (id),
	-- The receipt that was taken back, and the one that stands in its place.
	taken_back_id uuid not null unique references payment (id),
	stands_as_id uuid not null unique references payment (id),
	reason text not null,
	unsaid_by text not null,
	unsaid_at timestamptz not null,
	constraint bank_return_unsaid_reason check (btrim(reason) <> '' and char_length(reason) <= 300)
);
create index bank_return_unsaid_by_entry on bank_return_unsaid (entry_id);
create trigger bank_return_unsaid_kept before update or delete on bank_return_unsaid
	for each row execute function refuse_change();

create function check_return_unsaid() returns trigger language plpgsql as $$
begin
	if not exists (
		select from payment as was join payment as now on now.id = new.stands_as_id
			join bank_entry as entry on entry.id = new.entry_id and entry.returned_payment_id = was.id
		where was.id = new.taken_back_id and was.taken_back_at is not null and now.state = 'succeeded'
			and (now.customer_id, now.currency, now.amount_minor, now.received_on, now.source)
				= (was.customer_id, was.currency, was.amount_minor, was.received_on, was.source)
	) then
		raise exception 'the receipt does not stand again' using errcode = 'check_violation', constraint = 'bank_return_unsaid_stands';
	end if;
	return new;
end $$;
create trigger bank_return_unsaid_stands before insert on bank_return_unsaid for each row execute function check_return_unsaid();

create or replace function keep_bank_entry() returns trigger language plpgsql as $$
declare told text[] := array['payment_id', 'ignored_reason', 'ignored_by', 'ignored_at', 'refund_id', 'returned_payment_id', 'returned_by_id'];
begin
	if tg_op = 'DELETE' or (to_jsonb(new) - told) is distinct from (to_jsonb(old) - told)
		or (old.refund_id is not null and new.refund_id is distinct from old.refund_id)
		or (old.returned_payment_id is not null and new.returned_payment_id is distinct from old.returned_payment_id and not (
			new.returned_payment_id is null and exists (
				select from bank_return_unsaid where entry_id = old.id and taken_back_id = old.returned_payment_id)))
		or (old.returned_by_id is not null and new.returned_by_id is distinct from old.returned_by_id and not (
			new.returned_by_id is null and not exists (
				select from bank_entry where id = old.returned_by_id and returned_payment_id is not null))) then
		raise exception 'what a bank told stays as it is' using errcode = 'restrict_violation';
	end if;
	if old.payment_id is not null and new.payment_id is distinct from old.payment_id
		and exists (select from payment where id = old.payment_id and taken_back_at is null) then
		raise exception 'the receipt of the entry stands' using errcode = 'restrict_violation';
	end if;
	if new.payment_id is not null and not exists (
		select from payment where id = new.payment_id and amount_minor = new.amount_minor and currency = new.currency
			and source = 'recorded' and taken_back_at is null
	) then
		raise exception 'the receipt is of other money' using errcode = 'check_violation', constraint = 'bank_entry_of_payment';
	end if;
	if (new.refund_id is not null and not exists (
		select from refund join payment on payment.id = refund.payment_id
		where refund.id = new.refund_id and refund.amount_minor = -new.amount_minor and payment.currency = new.currency
			and payment.source = 'recorded'
	)) or (new.returned_payment_id is not null and not exists (
		select from payment where id = new.returned_payment_id and amount_minor = -new.amount_minor and currency = new.currency
			and source = 'recorded' and taken_back_at is not null
	)) or (new.returned_by_id is not null and not exists (
		select from bank_entry as back where back.id = new.returned_by_id and back.amount_minor = -new.amount_minor
			and back.currency = new.currency and back.returned_payment_id is not null
	)) then
		raise exception 'what went out is other money' using errcode = 'check_violation', constraint = 'bank_entry_of_return';
	end if;
	return new;
end $$;
