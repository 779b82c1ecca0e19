-- Promises: who wants to become a partner is asked by mail first, by a secret of which only a hash is kept; an application that is
-- confirmed is decided once, and becomes one partner at most; what it said stays as it was sent.
set lock_timeout = '5s';

create table partner_page (
	id boolean primary key default true,
	open boolean not null default true,
	constraint partner_page_one_row check (id)
);
insert into partner_page default values;

create table partner_application (
	id uuid primary key default uuidv7(),
	state text not null default 'unconfirmed',
	language text not null,
	company_name text not null,
	contact_name text not null,
	email text not null,
	phone text not null default '',
	website text not null default '',
	country char(2) not null,
	tax_number text not null default '',
	-- What they want to do together, in their words.
	wish text not null,
	token_hash bytea not null unique,
	applied_at timestamptz not null,
	-- Unconfirmed, it is forgotten then.
	expires_at timestamptz not null,
	confirmed_at timestamptz,
	decided_at timestamptz,
	decided_by text,
	customer_id uuid references customer (id),
	-- Of the form that sent it: sent again it is the same one.
	key uuid not null unique,
	constraint partner_application_state check (state in ('unconfirmed', 'waiting', 'approved', 'rejected')),
	constraint partner_application_language check (language in ('en', 'ru', 'zh', 'vi')),
	constraint partner_application_texts check (char_length(btrim(company_name)) between 1 and 200 and char_length(btrim(contact_name)) between 1 and 200
		and char_length(email) between 3 and 254 and char_length(phone) <= 60 and char_length(website) <= 300 and char_length(tax_number) <= 60
		and char_length(btrim(wish)) between 1 and 4000),
	constraint partner_application_country check (country ~ '^[A-Z]{2}$'),
	constraint partner_application_hash check (octet_length(token_hash) = 32),
	constraint partner_application_confirmed check ((state = 'unconfirmed') = (confirmed_at is null)),
	constraint partner_application_decided check ((state in ('approved', 'rejected')) = (decided_at is not null)
		and (decided_at is null) = (decided_by is null)),
	constraint partner_application_partner check ((state = 'approved') = (customer_id is not null))
);
-- One application of a person waits at a time.
create unique index partner_application_waiting on partner_application (lower(email)) where state = 'waiting';
create index partner_application_listed on partner_application (id) where state <> 'unconfirmed';
create index partner_application_expiring on partner_application (expires_at) where state = 'unconfirmed';
create unique index partner_application_of_partner on partner_application (customer_id) where customer_id is not null;

create table partner_application_file (
	id uuid primary key default uuidv7(),
	application_id uuid not null references partner_application (id) on delete cascade,
	position integer not null,
	file_name text not null,
	media_type text not null,
	size_bytes integer not null,
	sha256 text not null references stored_file (sha256),
	constraint partner_application_file_position unique (application_id, position),
	constraint partner_application_file_few check (position between 1 and 3),
	constraint partner_application_file_size check (size_bytes between 1 and 10485760)
);
create index partner_application_file_by_file on partner_application_file (sha256);

create function keep_partner_application() returns trigger language plpgsql as $$
begin
	if tg_op = 'DELETE' then
		if old.state <> 'unconfirmed' then
			raise exception 'an application that was confirmed stays' using errcode = 'check_violation';
		end if;
		return old;
	end if;
	if old.state in ('approved', 'rejected') or row(new.company_name, new.contact_name, new.email, new.phone, new.website, new.country,
		new.tax_number, new.wish, new.language, new.applied_at, new.key, new.token_hash) is distinct from row(old.company_name,
		old.contact_name, old.email, old.phone, old.website, old.country, old.tax_number, old.wish, old.language, old.applied_at, old.key,
		old.token_hash) then
		raise exception 'an application stays as it was sent, and decided once' using errcode = 'check_violation';
	end if;
	return new;
end $$;
create trigger partner_application_kept before update or delete on partner_application for each row execute function keep_partner_application();
