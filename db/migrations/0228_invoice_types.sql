-- Promise: an invoice is of a type that the company has or of none, as it was when it was issued, and goes on being called as it was then.
set lock_timeout = '5s';

create table invoice_type (
	-- What invoices know it by, whatever it is called.
	code text primary key,
	name text not null,
	-- By language, where readers of it are told another name.
	names jsonb not null default '{}',
	-- What of the built-in ways to bill it is for.
	bills text not null default 'any',
	position integer not null default 100,
	archived_at timestamptz,
	constraint invoice_type_name check (char_length(btrim(name)) between 1 and 80),
	constraint invoice_type_names check (said_by_language(names)),
	constraint invoice_type_bills check (bills in ('any', 'period', 'change', 'one_off', 'down_payment', 'instalment', 'penalty')),
	constraint invoice_type_for unique (code, bills)
);
create unique index invoice_type_named on invoice_type (lower(name)) where archived_at is null;

-- What invoices are of by themselves: by what they bill, of contracts of one type or (null) of every.
create table invoice_type_usual (
	bills text not null,
	contract_type text references contract_type (code) on delete cascade,
	type text not null,
	constraint invoice_type_usual_once unique nulls not distinct (bills, contract_type),
	constraint invoice_type_usual_of foreign key (type, bills) references invoice_type (code, bills) on update cascade on delete cascade
);

alter table invoice add column type text;
alter table invoice add constraint invoice_type_known foreign key (type) references invoice_type (code) not valid;
alter table invoice validate constraint invoice_type_known;
-- A credit note is what it is, and what another system issued is called as it was there.
alter table invoice add constraint invoice_typed check (type is null or (kind = 'invoice' and opening is null)) not valid;
alter table invoice validate constraint invoice_typed;
create index invoice_by_type on invoice (type) where type is not null;

-- Papers that customers have say its name: it stays, and may be said in more languages.
create function keep_used_invoice_type() returns trigger language plpgsql as $$
begin
	if exists (select from invoice where invoice.type = old.code and state <> 'draft') then
		raise exception 'invoices are called “%”', old.name using errcode = 'restrict_violation';
	end if;
	return new;
end $$;
create trigger invoice_type_kept before update of code, name, names, bills on invoice_type for each row
	when (new.code <> old.code or new.name <> old.name or new.bills <> old.bills or not new.names @> old.names)
	execute function keep_used_invoice_type();

create function drop_usual_of_retired_type() returns trigger language plpgsql as $$
begin
	delete from invoice_type_usual where type = new.code;
	return new;
end $$;
create trigger invoice_type_retires before update of archived_at on invoice_type for each row
	when (old.archived_at is null and new.archived_at is not null) execute function drop_usual_of_retired_type();

create function refuse_usual_of_retired_type() returns trigger language plpgsql as $$
begin
	if exists (select from invoice_type where code = new.type and archived_at is not null) then
		raise exception 'invoice type “%” is not in use any more', new.type using errcode = 'restrict_violation';
	end if;
	return new;
end $$;
create trigger invoice_type_usual_in_use before insert or update of type on invoice_type_usual for each row
	execute function refuse_usual_of_retired_type();
