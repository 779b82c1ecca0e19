-- Promise: what a bank told stays as it told it, once, however often and in however many files it tells it; an entry becomes
-- one receipt at most, of its own amount, and never one that went out.
set lock_timeout = '5s';

-- A file as it came. It is read once its columns are known: at once, or when somebody has said them.
create table bank_file (
	id uuid primary key default uuidv7(),
	file_name text not null,
	format text not null,
	sha256 text not null unique,
	content bytea not null,
	-- How a CSV file was read.
	map jsonb,
	uploaded_by text not null,
	uploaded_at timestamptz not null,
	read_at timestamptz,
	constraint bank_file_name check (char_length(file_name) between 1 and 200),
	constraint bank_file_format check (format in ('csv', 'mt940', 'camt')),
	constraint bank_file_size check (octet_length(content) between 1 and 20971520),
	constraint bank_file_read check (read_at is null or format <> 'csv' or map is not null)
);

-- How files with the same columns were read last.
create table bank_csv_map (
	header text primary key,
	map jsonb not null,
	saved_by text not null,
	saved_at timestamptz not null
);

create table bank_statement (
	id uuid primary key default uuidv7(),
	file_id uuid not null references bank_file (id),
	place integer not null,
	account text not null,
	currency char(3) not null,
	number text not null,
	opening_minor bigint,
	closing_minor bigint,
	constraint bank_statement_place unique (file_id, place),
	constraint bank_statement_of unique (id, file_id, account, currency)
);

-- An entry belongs to the file that told it first. `key` is by what it is known again: the bank's own reference or its
-- texts, its day, its amount, and which one it is of several alike.
create table bank_entry (
	id uuid primary key default uuidv7(),
	statement_id uuid not null,
	file_id uuid not null,
	account text not null,
	currency char(3) not null,
	key text not null,
	line integer not null,
	booked_on date not null,
	value_on date not null,
	amount_minor bigint not null,
	counterparty text not null,
	counterparty_account text not null,
	reference text not null,
	description text not null,
	bank_reference text not null,
	payment_id uuid references payment (id),
	ignored_reason text not null default '',
	ignored_by text,
	ignored_at timestamptz,
	constraint bank_entry_statement foreign key (statement_id, file_id, account, currency)
		references bank_statement (id, file_id, account, currency),
	constraint bank_entry_once unique (account, key),
	constraint bank_entry_payment unique (payment_id),
	constraint bank_entry_amount check (amount_minor <> 0),
	constraint bank_entry_comes_in check (payment_id is null or amount_minor > 0),
	constraint bank_entry_ignored check (num_nonnulls(ignored_by, ignored_at) in (0, 2) and (ignored_at is null) = (ignored_reason = '')),
	constraint bank_entry_one_state check (num_nonnulls(payment_id, ignored_at) <= 1),
	constraint bank_entry_words check (char_length(ignored_reason) <= 300)
);
create index bank_entry_by_file on bank_entry (file_id, line, id);
create index bank_entry_by_statement on bank_entry (statement_id);
create index bank_entry_open on bank_entry (file_id) where payment_id is null and ignored_at is null and amount_minor > 0;
create index bank_entry_by_payer on bank_entry (counterparty_account) where payment_id is not null and counterparty_account <> '';

create function keep_bank_entry() returns trigger language plpgsql as $$
begin
	if tg_op = 'DELETE' or (to_jsonb(new) - 'payment_id' - 'ignored_reason' - 'ignored_by' - 'ignored_at')
		is distinct from (to_jsonb(old) - 'payment_id' - 'ignored_reason' - 'ignored_by' - 'ignored_at') then
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
	return new;
end $$;
create trigger bank_entry_kept before update or delete on bank_entry for each row execute function keep_bank_entry();

create function keep_bank_file() returns trigger language plpgsql as $$
begin
	if tg_op = 'DELETE' and old.read_at is null then return old; end if;
	if tg_op = 'DELETE' or old.read_at is not null
		or (to_jsonb(new) - 'map' - 'read_at') is distinct from (to_jsonb(old) - 'map' - 'read_at') then
		raise exception 'a file stays as it came' using errcode = 'restrict_violation';
	end if;
	return new;
end $$;
create trigger bank_file_kept before update or delete on bank_file for each row execute function keep_bank_file();

create function keep_bank_statement() returns trigger language plpgsql as $$
begin
	raise exception 'what a bank told stays as it is' using errcode = 'restrict_violation';
end $$;
create trigger bank_statement_kept before update or delete on bank_statement
	for each row execute function keep_bank_statement();

-- Numbers are found as people write them: without signs between their parts, with or without the letters before them.
create function bare_number(text) returns text language sql immutable parallel safe as
	$$ select upper(regexp_replace($1, '[^[:alnum:]]', '', 'g')) $$;
create function digits_of_number(text) returns text language sql immutable parallel safe as
	$$ select regexp_replace(upper(regexp_replace($1, '[^[:alnum:]]', '', 'g')), '^[^0-9]+', '') $$;
create index invoice_by_bare_number on invoice (bare_number(number)) where number is not null;
create index invoice_by_digits on invoice (digits_of_number(number)) where number is not null;
create index contract_by_bare_number on contract (bare_number(number));
create index customer_by_bare_number on customer (bare_number(number));
