-- Promise: what many allocations settle is counted by looking each paper up by its id, once, however many papers there are.
set lock_timeout = '5s';

create or replace function settle() returns trigger language plpgsql set enable_seqscan = off as $$
begin
	-- An invoice and the credit note that settles it are rows of one table: both are counted in one go.
	update invoice set settled_minor = settled_minor + by_paper.amount
		from (
			select paper_id, sum(amount_minor) as amount from (
				select invoice_id as paper_id, amount_minor from added
				union all select credit_note_id, amount_minor from added where credit_note_id is not null
			) as paper group by 1
		) as by_paper
		where invoice.id = by_paper.paper_id;
	update payment set allocated_minor = allocated_minor + by_payment.amount
		from (select payment_id, sum(amount_minor) as amount from added where payment_id is not null group by 1) as by_payment
		where payment.id = by_payment.payment_id;
	if exists (
		select from added cross join lateral (select kind, state from invoice where id = added.invoice_id offset 0) as paid
		where added.amount_minor > 0 and (paid.kind <> 'invoice' or paid.state not in ('issued', 'uncollectible'))
	) or exists (
		select from added cross join lateral (select kind, state from invoice where id = added.credit_note_id offset 0) as note
		where note.kind <> 'credit_note' or note.state <> 'issued'
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
