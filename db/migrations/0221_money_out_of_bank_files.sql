-- Promise: what went out of an account is at most one thing of ours: a refund of exactly its amount, or the end of a receipt of
-- exactly its amount that was taken back for it. It is never a receipt.
set lock_timeout = '5s';

alter table bank_entry
	-- The bank takes an earlier movement back by it.
	add column reverses boolean not null default false,
	add column refund_id uuid references refund (id),
	add column returned_payment_id uuid references payment (id);
alter table bank_entry add constraint bank_entry_refund unique (refund_id);
alter table bank_entry add constraint bank_entry_returned unique (returned_payment_id);
alter table bank_entry add constraint bank_entry_goes_out check (num_nonnulls(refund_id, returned_payment_id) = 0 or amount_minor < 0);
alter table bank_entry drop constraint bank_entry_one_state;
alter table bank_entry add constraint bank_entry_one_state
	check (num_nonnulls(payment_id, ignored_at, refund_id, returned_payment_id) <= 1);

create or replace function keep_bank_entry() returns trigger language plpgsql as $$
declare told text[] := array['payment_id', 'ignored_reason', 'ignored_by', 'ignored_at', 'refund_id', 'returned_payment_id'];
begin
	if tg_op = 'DELETE' or (to_jsonb(new) - told) is distinct from (to_jsonb(old) - told)
		or (old.refund_id is not null and new.refund_id is distinct from old.refund_id)
		or (old.returned_payment_id is not null and new.returned_payment_id is distinct from old.returned_payment_id) then
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
	)) then
		raise exception 'what went out is other money' using errcode = 'check_violation', constraint = 'bank_entry_of_return';
	end if;
	return new;
end $$;
