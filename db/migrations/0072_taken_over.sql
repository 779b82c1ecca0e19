-- Promise: an invoice that is open elsewhere keeps the number it has there and takes none of ours; it and a receipt that an import brought are taken back by adding, and only while nothing stands on them.
set lock_timeout = '5s';

-- The system that issued it, of an invoice taken over from there; null of our own.
alter table invoice add column opening text;
alter table invoice drop constraint invoice_number_unique;
-- Numbers of ours are told apart from those of each other system; lookups by number alone read the same index.
alter table invoice add constraint invoice_number_unique unique nulls not distinct (number, opening);
alter table invoice add constraint invoice_opening check (opening is null or (kind = 'invoice' and state <> 'draft' and btrim(opening) <> ''));

alter table invoice_line drop constraint invoice_line_kind;
alter table invoice_line add constraint invoice_line_kind
	check (kind in ('period', 'charge', 'credit', 'one_off', 'manual', 'credit_note', 'opening'));

alter table journal_entry drop constraint journal_entry_kind;
alter table journal_entry add constraint journal_entry_kind
	check (kind in ('invoice', 'credit_note', 'payment', 'allocation', 'rounding', 'refund', 'refund_failed', 'dispute', 'dispute_won', 'write_off', 'revenue', 'opening', 'opening_back', 'payment_back'));
alter table journal_line drop constraint journal_line_account;
alter table journal_line add constraint journal_line_account
	check (account in ('receivable', 'cash', 'revenue', 'deferred_revenue', 'tax', 'penalty_income', 'waived_penalty', 'write_off', 'customer_balance', 'opening_balance'));

-- How money that staff recorded came, and the word by which an import knows it again.
alter table payment add column method text not null default '';
alter table payment add column import_key text unique;
alter table payment add constraint payment_method
	check (method in ('', 'transfer', 'cash', 'cheque', 'card', 'otherwise') and (method = '' or source = 'recorded'));
alter table payment add constraint payment_import check (import_key is null or source = 'recorded');

create or replace function keep_issued_invoice() returns trigger language plpgsql as $$
begin
	if tg_op = 'DELETE' then
		if old.state <> 'draft' then
			raise exception 'invoice % is issued and never deleted', old.number using errcode = 'restrict_violation';
		end if;
		return old;
	end if;
	if old.state = 'draft' then return new; end if;
	-- One that was taken over is taken back while nothing has settled it: its number is free again, its contract too.
	if old.opening is not null and new.state = 'void' and old.state = 'issued' then
		if old.settled_minor <> 0 or new.settled_minor <> 0 or new.opening <> old.opening || ' ' || old.id
			or (to_jsonb(new) - array['state', 'opening', 'contract_id']) is distinct from (to_jsonb(old) - array['state', 'opening', 'contract_id'])
			or new.contract_id is not null
			or exists (select from invoice where credits_invoice_id = old.id) then
			raise exception 'invoice % was taken over and something stands on it', old.number using errcode = 'restrict_violation';
		end if;
		return new;
	end if;
	if (to_jsonb(new) - 'settled_minor' - 'state') is distinct from (to_jsonb(old) - 'settled_minor' - 'state') then
		raise exception 'invoice % is issued and never changed', old.number using errcode = 'restrict_violation';
	end if;
	if new.state <> old.state and not (
		(old.state = 'issued' and new.state in ('void', 'uncollectible')) or (old.state = 'uncollectible' and new.state = 'issued')
	) then
		raise exception 'invoice % cannot go from % to %', old.number, old.state, new.state using errcode = 'restrict_violation';
	end if;
	return new;
end $$;

create or replace function keep_payment() returns trigger language plpgsql as $$
begin
	if tg_op = 'DELETE' then
		raise exception 'a payment is never deleted' using errcode = 'restrict_violation';
	end if;
	if (new.customer_id, new.currency, new.amount_minor, new.source) is distinct from (old.customer_id, old.currency, old.amount_minor, old.source) then
		raise exception 'the amount and customer of a payment are never changed' using errcode = 'restrict_violation';
	end if;
	-- What an import brought, and nothing stands on, never came: the import is taken back.
	if old.state = 'succeeded' and new.state = 'canceled' and old.import_key is not null and new.import_key is null
		and old.allocated_minor = 0 and old.returned_minor = 0 then
		return new;
	end if;
	if old.state = 'succeeded' and (new.state <> 'succeeded' or new.received_on <> old.received_on) then
		raise exception 'a payment that came is not undone; refund it' using errcode = 'restrict_violation';
	end if;
	return new;
end $$;

alter table import_batch drop constraint import_batch_subject;
alter table import_batch add constraint import_batch_subject
	check (subject in ('customers', 'contracts', 'lines', 'contacts', 'products', 'prices', 'follow_ups', 'invoices', 'receipts'));
alter table import_said drop constraint import_said_subject;
alter table import_said add constraint import_said_subject
	check (subject in ('lines', 'contacts', 'products', 'prices', 'follow_ups', 'invoices', 'receipts'));
