-- Promise: every version of a document stays, numbered without a gap, with a file that is never swept; a document is its
-- customer's, and of a contract of that customer; a contract is filed complete, or with the reason why it is not.
set lock_timeout = '5s';

-- What papers a company keeps.
create table document_kind (
	id uuid primary key default uuidv7(),
	name text not null,
	-- Quotes that were signed in the portal count as this kind.
	signed boolean not null default false,
	position integer not null,
	retired_at timestamptz,
	constraint document_kind_name check (btrim(name) <> '' and char_length(name) <= 80)
);
create unique index document_kind_by_name on document_kind (lower(name));
create unique index document_kind_signed on document_kind (signed) where signed;
insert into document_kind (name, signed, position) values ('Signed contract', true, 1), ('Annex', false, 2),
	('Delivery note', false, 3), ('Power of attorney', false, 4), ('Letter', false, 5), ('Other', false, 6);

-- A contract is complete with a document of each kind that its type, or every contract (''), must have.
create table document_requirement (
	contract_type text not null,
	kind_id uuid not null references document_kind (id),
	primary key (contract_type, kind_id)
);

create table document (
	id uuid primary key default uuidv7(),
	customer_id uuid not null references customer (id),
	contract_id uuid references contract (id),
	kind_id uuid not null references document_kind (id),
	title text not null,
	-- Whether the customer finds it on the page of the contract.
	shared boolean not null default false,
	created_at timestamptz not null,
	-- Filed by mistake: nobody finds it any more, and it stays.
	withdrawn_at timestamptz,
	withdrawn_by uuid references staff_user (id),
	constraint document_title check (btrim(title) <> '' and char_length(title) <= 200),
	constraint document_shared_on_a_contract check (not shared or contract_id is not null),
	constraint document_withdrawn check ((withdrawn_at is null) = (withdrawn_by is null))
);
create index document_by_contract on document (contract_id, kind_id) where contract_id is not null;
create index document_by_customer on document (customer_id, id);
create index document_by_kind on document (kind_id);

create function keep_document() returns trigger language plpgsql as $$
begin
	if tg_op = 'DELETE' then raise exception 'a document is never deleted' using errcode = 'restrict_violation'; end if;
	if tg_op = 'UPDATE' then
		if old.withdrawn_at is not null or new.customer_id <> old.customer_id or new.contract_id is distinct from old.contract_id
			or new.created_at <> old.created_at
		then raise exception 'document % keeps whose it is', old.id using errcode = 'restrict_violation'; end if;
	elsif new.contract_id is not null and not exists (select from contract where id = new.contract_id and customer_id = new.customer_id)
	then raise exception 'contract % is not of customer %', new.contract_id, new.customer_id using errcode = 'foreign_key_violation'; end if;
	return new;
end $$;
create trigger document_kept before insert or update or delete on document for each row execute function keep_document();

create table document_version (
	id uuid primary key default uuidv7(),
	document_id uuid not null references document (id),
	number integer not null,
	-- As it was called where it came from, without what could lead out of a folder.
	file_name text not null,
	-- As its bytes say.
	media_type text not null,
	size_bytes integer not null,
	sha256 text not null references stored_file (sha256),
	uploaded_by uuid not null references staff_user (id),
	-- As it stood then.
	uploaded_by_name text not null,
	uploaded_at timestamptz not null,
	-- Of the form that brought it: sent again it is the same version.
	key uuid not null unique,
	constraint document_version_number unique (document_id, number),
	constraint document_version_counts check (number >= 1),
	constraint document_version_name check (char_length(file_name) between 1 and 200 and file_name !~ '[[:cntrl:]/\\]'),
	constraint document_version_size check (size_bytes between 1 and 10485760),
	constraint document_version_type check (media_type in (
		'application/pdf', 'image/png', 'image/jpeg', 'image/webp', 'text/plain', 'text/csv',
		'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
		'application/vnd.openxmlformats-officedocument.wordprocessingml.document'))
);
create index document_version_by_file on document_version (sha256);
create function next_document_version() returns trigger language plpgsql as $$
begin
	if new.number <> (select coalesce(max(number), 0) + 1 from document_version where document_id = new.document_id)
	then raise exception 'version % does not follow', new.number using errcode = 'check_violation'; end if;
	return new;
end $$;
create trigger document_version_follows before insert on document_version
	for each row execute function next_document_version();
create trigger document_version_frozen before update or delete on document_version
	for each row execute function refuse_change();

-- Words as they are searched for: without accents, and signs of Chinese each as a word, which no space divides there.
create function document_words(words text) returns text language sql immutable strict parallel safe
	return regexp_replace(plain_text(words), '([㐀-鿿])', ' \1 ', 'g');

-- What a file says, read once after it was brought; `problem` where it could not be.
create table document_text (
	version_id uuid primary key references document_version (id),
	read_at timestamptz not null,
	problem text,
	content text not null default '',
	search tsvector not null generated always as (to_tsvector('simple', document_words(content))) stored,
	constraint document_text_length check (char_length(content) <= 200000),
	constraint document_text_problem check (problem is null or content = '')
);
create index document_text_search on document_text using gin (search);

create table contract_filing (
	contract_id uuid primary key references contract (id),
	filed_on date not null,
	filed_at timestamptz not null,
	filed_by uuid not null references staff_user (id),
	-- Names of the kinds that were not there.
	missing text[] not null default '{}',
	reason text not null default '',
	constraint contract_filing_complete check (missing = '{}' or btrim(reason) <> ''),
	constraint contract_filing_reason check (char_length(reason) <= 500)
);
create trigger contract_filing_frozen before update or delete on contract_filing
	for each row execute function refuse_change();
