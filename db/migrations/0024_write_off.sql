-- Promise: what was written off of an invoice is said once, with its reason, and never changed; it comes back as a row of
-- the same amount below zero, once, when money or a credit note reaches the invoice after all.
set lock_timeout = '5s';

create table invoice_write_off (
	id uuid primary key default uuidv7(),
	invoice_id uuid not null references invoice (id),
	-- Above zero: written off. Below zero: taken back.
	amount_minor bigint not null,
	reason text not null,
	written_by text not null,
	written_on date not null,
	written_at timestamptz not null,
	reverses_id uuid unique references invoice_write_off (id),
	constraint invoice_write_off_amount check (amount_minor <> 0 and (amount_minor < 0) = (reverses_id is not null)),
	constraint invoice_write_off_reason check (reverses_id is not null or btrim(reason) <> '')
);
create index invoice_write_off_by_invoice on invoice_write_off (invoice_id, id);

create function keep_write_off() returns trigger language plpgsql as $$
begin
	if tg_op <> 'INSERT' then raise exception 'a write-off is never changed' using errcode = 'restrict_violation'; end if;
	if new.reverses_id is not null and not exists (select from invoice_write_off as first
		where first.id = new.reverses_id and first.invoice_id = new.invoice_id and first.amount_minor = -new.amount_minor)
	then raise exception 'a reversal takes back exactly one write-off' using errcode = 'restrict_violation'; end if;
	if new.reverses_id is null and exists (select from invoice_write_off as first
		where first.invoice_id = new.invoice_id and first.reverses_id is null
			and not exists (select from invoice_write_off as back where back.reverses_id = first.id))
	then raise exception 'invoice % is written off already', new.invoice_id using errcode = 'unique_violation'; end if;
	return new;
end $$;
create trigger invoice_write_off_kept before insert or update or delete on invoice_write_off
	for each row execute function keep_write_off();
