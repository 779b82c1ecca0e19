-- Promise: what is issued, posted or recorded never changes; money settles exactly what is allocated; entries balance.
set lock_timeout = '5s';

create function refuse_change() returns trigger language plpgsql as $$
begin
	raise exception '% is never changed or deleted', tg_table_name using errcode = 'restrict_violation';
end $$;

create trigger billing_party_frozen before update or delete on billing_party
	for each row execute function refuse_change();
create trigger event_frozen before update or delete on event
	for each row execute function refuse_change();
create trigger journal_entry_frozen before update or delete on journal_entry
	for each row execute function refuse_change();
create trigger journal_line_frozen before update or delete on journal_line
	for each row execute function refuse_change();
create trigger allocation_frozen before update or delete on allocation
	for each row execute function refuse_change();
create trigger payment_invoice_frozen before update or delete on payment_invoice
	for each row execute function refuse_change();
create trigger secure_link_use_frozen before update or delete on secure_link_use
	for each row execute function refuse_change();

-- Contracts: the past of an agreement in force is not rewritten, only amended.

create function refuse_change_in_force() returns trigger language plpgsql as $$
begin
	if exists (select from contract where id = old.contract_id and activated_at is not null) then
		raise exception '% of a contract in force is never changed or deleted', tg_table_name using errcode = 'restrict_violation';
	end if;
	if tg_op = 'DELETE' then return old; end if;
	return new;
end $$;

create trigger amendment_frozen before update or delete on amendment
	for each row execute function refuse_change_in_force();
create trigger contract_line_frozen before update or delete on contract_line
	for each row execute function refuse_change_in_force();
create trigger contract_line_state_frozen before update or delete on contract_line_state
	for each row execute function refuse_change_in_force();

create function keep_contract_identity() returns trigger language plpgsql as $$
begin
	if old.activated_at is not null and (
		new.activated_at is null or new.customer_id <> old.customer_id or new.currency <> old.currency or new.number <> old.number
	) then
		raise exception 'contract % is in force: its customer, currency and number stay', old.number using errcode = 'restrict_violation';
	end if;
	return new;
end $$;

-- Only where one of them is written at all: the invoice run moves a hundred thousand contracts on and touches none.
create trigger contract_identity before update of activated_at, customer_id, currency, number on contract
	for each row execute function keep_contract_identity();

create function refuse_deleting_in_force() returns trigger language plpgsql as $$
begin
	if old.activated_at is not null then
		raise exception 'contract % was in force and is never deleted', old.number using errcode = 'restrict_violation';
	end if;
	return old;
end $$;

create trigger contract_kept before delete on contract
	for each row execute function refuse_deleting_in_force();

-- Invoices: frozen from issue on, but for what money does to them.

create function keep_issued_invoice() returns trigger language plpgsql as $$
begin
	if tg_op = 'DELETE' then
		if old.state <> 'draft' then
			raise exception 'invoice % is issued and never deleted', old.number using errcode = 'restrict_violation';
		end if;
		return old;
	end if;
	if old.state = 'draft' then return new; end if;
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

create trigger invoice_frozen before update or delete on invoice
	for each row execute function keep_issued_invoice();

create function keep_issued_line() returns trigger language plpgsql as $$
declare
	parent text;
begin
	select state into parent from invoice where id = old.invoice_id;
	if tg_op = 'UPDATE' and new.invoice_id <> old.invoice_id then
		raise exception 'a line stays on its invoice' using errcode = 'restrict_violation';
	end if;
	if parent = 'draft' then
		if tg_op = 'DELETE' then return old; end if;
		return new;
	end if;
	if tg_op = 'UPDATE' and parent = 'void' and (to_jsonb(new) - 'released') = (to_jsonb(old) - 'released') then
		return new;
	end if;
	raise exception 'a line of an issued invoice is never changed or deleted' using errcode = 'restrict_violation';
end $$;

create trigger invoice_line_frozen before update or delete on invoice_line
	for each row execute function keep_issued_line();

-- An issued invoice is the sum of its lines from its first moment: they are written before it or in the same statement,
-- and it gets no further ones. A statement is checked at once, however many it issues. The numbered invoice comes last, so
-- that others wait for the series only briefly; the key from its lines to it is therefore checked at commit. The plans of these
-- checks outlive the empty tables of the first day, so they are bound to the keys.
alter table invoice_line alter constraint invoice_line_invoice deferrable initially deferred;

create function check_issued_sum() returns trigger language plpgsql set enable_seqscan = off as $$
declare
	wrong text;
begin
	select number into wrong from added
	where state <> 'draft' and (subtotal_minor, tax_minor) <> (
		select coalesce(sum(line.net_minor), 0), coalesce(sum(line.tax_minor), 0) from invoice_line as line where line.invoice_id = added.id)
	limit 1;
	if found then
		raise exception 'invoice % is not the sum of its lines', wrong using errcode = 'check_violation';
	end if;
	return null;
end $$;

create trigger invoice_sum_on_insert after insert on invoice
	referencing new table as added for each statement execute function check_issued_sum();

create function check_sum_on_issue() returns trigger language plpgsql as $$
begin
	if (new.subtotal_minor, new.tax_minor) <> (
		select coalesce(sum(line.net_minor), 0), coalesce(sum(line.tax_minor), 0) from invoice_line as line where line.invoice_id = new.id) then
		raise exception 'invoice % is not the sum of its lines', new.number using errcode = 'check_violation';
	end if;
	return null;
end $$;

create trigger invoice_sum_on_issue after update on invoice
	for each row when (old.state = 'draft' and new.state <> 'draft') execute function check_sum_on_issue();

create function refuse_late_line() returns trigger language plpgsql set enable_seqscan = off as $$
begin
	if exists (
		select from (select distinct invoice_id from added) as parent, lateral (
			select xmin, subtotal_minor, tax_minor from invoice where id = parent.invoice_id and state <> 'draft' offset 0
		) as issued
		where issued.xmin <> pg_current_xact_id()::xid or (issued.subtotal_minor, issued.tax_minor) <> (
			select sum(line.net_minor), sum(line.tax_minor) from invoice_line as line where line.invoice_id = parent.invoice_id)
	) then
		raise exception 'an issued invoice gets no further line' using errcode = 'restrict_violation';
	end if;
	return null;
end $$;

create trigger invoice_line_in_time after insert on invoice_line
	referencing new table as added for each statement execute function refuse_late_line();

-- Money: a payment that came stays, and what it may be used for is counted by the database.

create function keep_payment() returns trigger language plpgsql as $$
begin
	if tg_op = 'DELETE' then
		raise exception 'a payment is never deleted' using errcode = 'restrict_violation';
	end if;
	if (new.customer_id, new.currency, new.amount_minor, new.source) is distinct from (old.customer_id, old.currency, old.amount_minor, old.source) then
		raise exception 'the amount and customer of a payment are never changed' using errcode = 'restrict_violation';
	end if;
	if old.state = 'succeeded' and (new.state <> 'succeeded' or new.received_on <> old.received_on) then
		raise exception 'a payment that came is not undone; refund it' using errcode = 'restrict_violation';
	end if;
	return new;
end $$;

create trigger payment_kept before update or delete on payment
	for each row execute function keep_payment();

create function settle() returns trigger language plpgsql as $$
begin
	update invoice set settled_minor = settled_minor + by_invoice.amount
		from (select invoice_id, sum(amount_minor) as amount from added group by 1) as by_invoice
		where invoice.id = by_invoice.invoice_id;
	update payment set allocated_minor = allocated_minor + by_payment.amount
		from (select payment_id, sum(amount_minor) as amount from added where payment_id is not null group by 1) as by_payment
		where payment.id = by_payment.payment_id;
	update invoice set settled_minor = settled_minor + by_note.amount
		from (select credit_note_id, sum(amount_minor) as amount from added where credit_note_id is not null group by 1) as by_note
		where invoice.id = by_note.credit_note_id;
	if exists (
		select from added join invoice on invoice.id = added.invoice_id
		where added.amount_minor > 0 and (invoice.kind <> 'invoice' or invoice.state not in ('issued', 'uncollectible'))
	) or exists (
		select from added join invoice on invoice.id = added.credit_note_id
		where invoice.kind <> 'credit_note' or invoice.state <> 'issued'
	) then
		raise exception 'money is allocated to issued invoices only' using errcode = 'restrict_violation';
	end if;
	if exists (
		select from added join allocation as first on first.id = added.reverses_id
		where first.amount_minor <> -added.amount_minor or first.invoice_id <> added.invoice_id
			or first.payment_id is distinct from added.payment_id or first.credit_note_id is distinct from added.credit_note_id
	) then
		raise exception 'a reversal takes back exactly one allocation' using errcode = 'restrict_violation';
	end if;
	return null;
end $$;

create trigger allocation_settles after insert on allocation
	referencing new table as added for each statement execute function settle();

-- What went back to the payer, by refund or by a dispute not won.
create function count_returned() returns trigger language plpgsql as $$
begin
	update payment set returned_minor =
		coalesce((select sum(amount_minor) from refund where payment_id = new.payment_id and state = 'succeeded'), 0)
		+ coalesce((select sum(amount_minor) from dispute where payment_id = new.payment_id and state <> 'won'), 0)
	where id = new.payment_id;
	return null;
end $$;

create trigger refund_returns after insert or update on refund
	for each row execute function count_returned();
create trigger dispute_returns after insert or update on dispute
	for each row execute function count_returned();

-- Journal: an entry is balanced from its first moment, so it is written together with its lines, in one statement.

create function check_entry_balance() returns trigger language plpgsql set enable_seqscan = off as $$
declare
	wrong uuid;
begin
	select id into wrong from added
	where (select sum(line.amount_minor) from journal_line as line where line.entry_id = added.id) is distinct from 0
	limit 1;
	if found then
		raise exception 'journal entry % is out of balance', wrong using errcode = 'check_violation';
	end if;
	return null;
end $$;

create trigger journal_entry_balances after insert on journal_entry
	referencing new table as added for each statement execute function check_entry_balance();

create function refuse_late_posting() returns trigger language plpgsql set enable_seqscan = off as $$
begin
	if exists (
		select from (select distinct entry_id from added) as parent, lateral (
			select xmin from journal_entry where id = parent.entry_id offset 0
		) as posted
		where posted.xmin <> pg_current_xact_id()::xid
			or (select sum(line.amount_minor) from journal_line as line where line.entry_id = parent.entry_id) <> 0
	) then
		raise exception 'a journal entry gets no further line' using errcode = 'restrict_violation';
	end if;
	return null;
end $$;

create trigger journal_line_in_time after insert on journal_line
	referencing new table as added for each statement execute function refuse_late_posting();

-- Numbers only go up, and the day never goes back.
create function keep_series() returns trigger language plpgsql as $$
begin
	if new.next < old.next or new.last_on < old.last_on then
		raise exception 'the series % cannot go back', old.key using errcode = 'restrict_violation';
	end if;
	return new;
end $$;

create trigger number_series_forward before update on number_series
	for each row execute function keep_series();

-- A secure link is not revived, widened or handed to another subject.
create function keep_link() returns trigger language plpgsql as $$
begin
	if (to_jsonb(new) - 'revoked_at') is distinct from (to_jsonb(old) - 'revoked_at')
		or (old.revoked_at is not null and new.revoked_at is distinct from old.revoked_at) then
		raise exception 'a secure link can only be revoked' using errcode = 'restrict_violation';
	end if;
	return new;
end $$;

create trigger secure_link_kept before update on secure_link
	for each row execute function keep_link();

-- What customers have with us is found without reading all they ever paid.
create index invoice_credit_left on invoice (customer_id)
	where kind = 'credit_note' and state = 'issued' and settled_minor < -total_minor;
create index payment_left on payment (customer_id)
	where state = 'succeeded' and allocated_minor + returned_minor < amount_minor;
