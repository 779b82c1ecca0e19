-- Promise: what stands in a field of the company's own is of the field's kind and of its subject, once; a choice is one that
-- the field has; and neither a field nor a choice that something was written with is ever lost or becomes another kind.
set lock_timeout = '5s';

create table own_field (
	id uuid primary key default uuidv7(),
	-- What it is called in addresses, files and programs: own_7.
	number integer generated always as identity unique,
	subject text not null,
	kind text not null,
	name text not null,
	required boolean not null default false,
	position integer not null default 100,
	archived_at timestamptz,
	constraint own_field_subject check (subject in ('customer', 'contract', 'line')),
	constraint own_field_kind check (kind in ('text', 'number', 'date', 'choice')),
	constraint own_field_name check (char_length(btrim(name)) between 1 and 80),
	constraint own_field_as_it_is unique (id, subject, kind)
);
create unique index own_field_named on own_field (subject, lower(name)) where archived_at is null;

create table own_choice (
	id uuid primary key default uuidv7(),
	field_id uuid not null references own_field (id) on delete cascade,
	name text not null,
	position integer not null,
	archived_at timestamptz,
	constraint own_choice_name check (char_length(btrim(name)) between 1 and 80),
	constraint own_choice_of_field unique (id, field_id)
);
create unique index own_choice_named on own_choice (field_id, lower(name)) where archived_at is null;

create table own_value (
	field_id uuid not null,
	subject text not null,
	kind text not null,
	customer_id uuid references customer (id) on delete cascade,
	contract_id uuid references contract (id) on delete cascade,
	line_id uuid references contract_line (id) on delete cascade,
	text_value text,
	number_value numeric,
	date_value date,
	choice_id uuid,
	constraint own_value_field foreign key (field_id, subject, kind) references own_field (id, subject, kind),
	constraint own_value_choice foreign key (choice_id, field_id) references own_choice (id, field_id),
	constraint own_value_of_subject check ((customer_id is not null) = (subject = 'customer')
		and (contract_id is not null) = (subject = 'contract') and (line_id is not null) = (subject = 'line')),
	constraint own_value_of_kind check ((text_value is not null) = (kind = 'text') and (number_value is not null) = (kind = 'number')
		and (date_value is not null) = (kind = 'date') and (choice_id is not null) = (kind = 'choice')),
	constraint own_value_text check (btrim(text_value) <> '' and char_length(text_value) <= 500),
	constraint own_value_number check (abs(number_value) < 1e15 and scale(number_value) <= 10)
);
create unique index own_value_of_customer on own_value (customer_id, field_id) where customer_id is not null;
create unique index own_value_of_contract on own_value (contract_id, field_id) where contract_id is not null;
create unique index own_value_of_line on own_value (line_id, field_id) where line_id is not null;
create index own_value_by_number on own_value (field_id, number_value) where number_value is not null;
create index own_value_by_date on own_value (field_id, date_value) where date_value is not null;
create index own_value_by_choice on own_value (choice_id, field_id) where choice_id is not null;
create index own_value_by_text on own_value using gin (lower(text_value) gin_trgm_ops) where text_value is not null;
create index own_value_by_field on own_value (field_id);
