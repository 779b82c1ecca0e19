-- Promise: credit notes take back no more of a line than it charged, its net amount and its tax each, and no more of an
-- invoice than its total, however many are written at once; a credit note keeps what it says to the customer, and a refund
-- the credit note that it pays out.
set lock_timeout = '5s';

alter table invoice add column message text not null default '',
	add constraint invoice_message check (message = '' or kind = 'credit_note');
alter table refund add column credit_note_id uuid references invoice (id);
create index refund_by_credit_note on refund (credit_note_id) where credit_note_id is not null;

create function refuse_credit_beyond_line() returns trigger language plpgsql set enable_seqscan = off as $$
declare
	charged record;
	taken record;
begin
	-- Held, so that two notes at once are counted one after the other.
	select net_minor, tax_minor, credits_line_id into charged from invoice_line where id = new.credits_line_id for update;
	select sum(net_minor) as net, sum(tax_minor) as tax into taken from invoice_line where credits_line_id = new.credits_line_id;
	if charged.credits_line_id is not null
		or taken.net * sign(charged.net_minor) > 0 or abs(taken.net) > abs(charged.net_minor)
		or taken.tax * sign(charged.tax_minor) > 0 or abs(taken.tax) > abs(charged.tax_minor)
	then
		raise exception 'line % is credited beyond what it charged', new.credits_line_id using errcode = 'check_violation';
	end if;
	return null;
end $$;

create trigger invoice_line_credit_within after insert on invoice_line
	for each row when (new.credits_line_id is not null) execute function refuse_credit_beyond_line();

create function refuse_credit_beyond_invoice() returns trigger language plpgsql set enable_seqscan = off as $$
declare
	credited record;
begin
	select kind, state, total_minor into credited from invoice where id = new.credits_invoice_id for update;
	if credited.kind <> 'invoice' or credited.state = 'draft' or credited.total_minor < (
		select sum(-note.total_minor) from invoice as note where note.credits_invoice_id = new.credits_invoice_id and note.state <> 'draft')
	then
		raise exception 'credit note % takes more than is left of what it credits', new.number using errcode = 'check_violation';
	end if;
	if exists (
		select from invoice_line as line left join invoice_line as charged on charged.id = line.credits_line_id
		where line.invoice_id = new.id and charged.invoice_id is distinct from new.credits_invoice_id
	) then
		raise exception 'a line of credit note % is not of the invoice it credits', new.number using errcode = 'check_violation';
	end if;
	return null;
end $$;

create trigger invoice_credit_within after insert or update of state, credits_invoice_id on invoice
	for each row when (new.credits_invoice_id is not null and new.state <> 'draft') execute function refuse_credit_beyond_invoice();
