-- Promise: money that the bank took back is recorded no more: the entry that brought it in stays put aside, and names the entry that
-- took it.
set lock_timeout = '5s';

alter table bank_entry add column returned_by_id uuid references bank_entry (id);
alter table bank_entry add constraint bank_entry_returned_by unique (returned_by_id);
alter table bank_entry add constraint bank_entry_returned_aside
	check (returned_by_id is null or (amount_minor > 0 and ignored_at is not null));

create or replace function keep_bank_entry() returns trigger language plpgsql as $$
declare told text[] := array['payment_id', 'ignored_reason', 'ignored_by', 'ignored_at', 'refund_id', 'returned_payment_id', 'returned_by_id'];
begin
	if tg_op = 'DELETE' or (to_jsonb(new) - told) is distinct from (to_jsonb(old) - told)
		or (old.refund_id is not null and new.refund_id is distinct from old.refund_id)
		or (old.returned_payment_id is not null and new.returned_payment_id is distinct from old.returned_payment_id)
		or (old.returned_by_id is not null and new.returned_by_id is distinct from old.returned_by_id) then
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

update bank_entry set returned_by_id = pair.back_id from (
	select distinct on (back.id) back.id as back_id, came.id as came_id
	from bank_entry as back join payment on payment.id = back.returned_payment_id
		join bank_entry as came on came.amount_minor = -back.amount_minor and came.currency = back.currency
			and came.ignored_reason = payment.taken_back_reason and came.ignored_at = payment.taken_back_at
	order by back.id, came.id
) as pair where bank_entry.id = pair.came_id;
