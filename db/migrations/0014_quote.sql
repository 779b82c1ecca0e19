-- Promise: a quote that was sent stays what it was, is accepted once and whole, and tells for ever who accepted what, when and how.
set lock_timeout = '5s';

insert into number_series (key, prefix, digits) select 'quote', 'Q-', 5 where exists (select from company) on conflict do nothing;

-- A line of a conversation, about a quote, a contract or whatever else is talked about.
create table message (
	id uuid primary key default uuidv7(),
	subject_kind text not null,
	subject_id uuid not null,
	customer_id uuid not null references customer (id),
	author_kind text not null,
	-- The member of staff, the contact or the secure link.
	author_id uuid,
	-- As it stood when it was written.
	author_name text not null,
	"text" text not null,
	created_at timestamptz not null,
	constraint message_subject check (subject_kind in ('contract', 'quote')),
	constraint message_author check (author_kind in ('staff', 'contact', 'link', 'system') and (author_kind = 'system') = (author_id is null)),
	constraint message_text check (char_length("text") between 1 and 5000)
);
create index message_by_subject on message (subject_id, id);
create index message_by_customer on message (customer_id);

create trigger message_frozen before update or delete on message
	for each row execute function refuse_change();

-- An offer. Accepted, it has become a contract, or a change or renewal of the contract it was made for.
create table quote (
	id uuid primary key default uuidv7(),
	number text not null unique,
	title text not null default '',
	customer_id uuid not null references customer (id),
	-- Whom it is addressed to; null: whoever reads the customer's letters.
	contact_id uuid references contact (id),
	owner_id uuid references staff_user (id),
	currency character(3) not null,
	state text not null default 'draft',
	purpose text not null default 'new',
	for_contract_id uuid,
	-- The version that this one takes the place of once it is sent.
	replaces_id uuid unique references quote (id),
	valid_until date not null,
	introduction text not null default '',
	conditions text not null default '',
	-- What the contract will be. Null: it starts on the day of acceptance.
	starts_on date,
	ends_on date,
	term_months integer,
	alignment text not null default 'anniversary',
	timing text not null default 'advance',
	prorate boolean not null default true,
	payment_term_days integer not null,
	notice_days integer not null,
	renewal text not null default 'none',
	access text not null default 'none',
	purchase_order text not null default '',
	sent_at timestamptz,
	-- The moment it was accepted, declined or withdrawn, or found expired.
	closed_at timestamptz,
	decline_reason text not null default '',
	contract_id uuid references contract (id),
	amendment_sequence integer,
	reminded_at timestamptz,
	version integer not null default 1,
	created_at timestamptz not null,
	created_by text not null,
	updated_at timestamptz not null,
	search_text text not null generated always as (lower(number || ' ' || title)) stored,
	constraint quote_customer_currency unique (id, customer_id, currency),
	constraint quote_of_its_contract foreign key (for_contract_id, customer_id, currency) references contract (id, customer_id, currency),
	constraint quote_state check (state in ('draft', 'sent', 'accepted', 'declined', 'expired', 'withdrawn')),
	constraint quote_purpose check (purpose in ('new', 'change', 'renewal') and (purpose = 'new') = (for_contract_id is null)),
	constraint quote_sent_has_its_moment check (
		(state <> 'draft' or sent_at is null) and (state in ('draft', 'withdrawn') or sent_at is not null)),
	constraint quote_closed_has_its_moment check ((state in ('draft', 'sent')) = (closed_at is null)),
	constraint quote_accepted_has_its_contract check ((state = 'accepted') = (contract_id is not null)),
	constraint quote_amends_its_own_contract check (for_contract_id is null or contract_id is null or contract_id = for_contract_id),
	constraint quote_amendment check ((amendment_sequence is not null) = (contract_id is not null and for_contract_id is not null)),
	constraint quote_declined_has_its_reason check (decline_reason = '' or state = 'declined'),
	constraint quote_term check (term_months is null or (term_months between 1 and 1200 and ends_on is null)),
	constraint quote_ends_after_it_starts check (ends_on is null or starts_on is null or ends_on >= starts_on),
	constraint quote_alignment check (alignment in ('anniversary', 'contract', 'calendar', 'month_end')),
	constraint quote_timing check (timing in ('advance', 'arrears')),
	constraint quote_renewal check (renewal in ('none', 'tacit', 'quote')),
	constraint quote_access check (access in ('none', 'upsell', 'upsell_and_downsell')),
	constraint quote_days check (payment_term_days >= 0 and notice_days >= 0)
);
create index quote_by_customer on quote (customer_id, id);
create index quote_by_state on quote (state, id);
create index quote_by_contract on quote (contract_id) where contract_id is not null;
create index quote_for_contract on quote (for_contract_id) where for_contract_id is not null;
create index quote_open_until on quote (valid_until) where state = 'sent';

create table quote_line (
	id uuid primary key default uuidv7(),
	quote_id uuid not null references quote (id) on delete cascade,
	position integer not null,
	-- The line of the contract that this one restates; null: a new one.
	contract_line_id uuid references contract_line (id),
	product_id uuid references product (id),
	plan_id uuid references plan (id),
	description text not null,
	model text not null default '',
	serial_number text not null default '',
	factory_number text not null default '',
	interval_unit text,
	interval_count integer,
	tax_class text not null default 'standard',
	-- In use and free for so many days from its start.
	free_days integer not null default 0,
	quantity numeric not null,
	unit_price numeric not null,
	discount_percent numeric not null default 0,
	-- The customer decides whether it is in; `chosen` is how it is offered.
	optional boolean not null default false,
	chosen boolean not null default true,
	-- Optional lines with the same name exclude each other.
	choice text not null default '',
	constraint quote_line_position unique (quote_id, position),
	constraint quote_line_restates_once unique (quote_id, contract_line_id),
	constraint quote_line_interval check ((interval_unit is null) = (interval_count is null)),
	constraint quote_line_interval_unit check (interval_unit is null or (interval_unit in ('day', 'week', 'month', 'year') and interval_count > 0)),
	constraint quote_line_free_days check (free_days between 0 and 3650 and (free_days = 0 or interval_unit is not null)),
	constraint quote_line_quantity check (quantity >= 0),
	constraint quote_line_unit_price check (unit_price >= 0),
	constraint quote_line_discount check (discount_percent between 0 and 100),
	constraint quote_line_optional check (optional or (chosen and choice = ''))
);
create unique index quote_line_one_of_a_choice on quote_line (quote_id, choice) where choice <> '' and chosen;

-- Who accepted, how they were known, and what they saw. The document itself is kept in paper_file under its digest.
create table quote_acceptance (
	quote_id uuid primary key references quote (id),
	contract_id uuid not null references contract (id),
	amendment_sequence integer,
	signer_name text not null,
	kind text not null,
	-- The strokes of a drawn signature, as the path of an SVG in a box of 600 by 200.
	drawing text,
	consent text not null,
	language text not null,
	identified_by text not null,
	identified_email text not null,
	contact_id uuid references contact (id),
	link_id uuid references secure_link (id),
	link_opened_at timestamptz,
	-- When a code mailed to the address was entered, where one was asked for.
	confirmed_at timestamptz,
	accepted_at timestamptz not null,
	accepted_on date not null,
	address text not null,
	browser text not null,
	document_sha256 text not null,
	seen text not null,
	chosen uuid[] not null,
	totals jsonb not null,
	-- All that is printed on the document, as it was given to the printer.
	paper jsonb not null,
	constraint quote_acceptance_signer check (char_length(signer_name) between 2 and 200),
	constraint quote_acceptance_kind check (kind in ('typed', 'drawn') and (kind = 'drawn') = (drawing is not null)),
	constraint quote_acceptance_drawing check (drawing is null or (char_length(drawing) between 8 and 40000 and drawing ~ '^[MLQ0-9 .]+$')),
	constraint quote_acceptance_identified check (
		(identified_by = 'link' and link_id is not null) or (identified_by = 'session' and contact_id is not null and link_id is null)),
	constraint quote_acceptance_language check (language in ('en', 'ru', 'zh', 'vi')),
	constraint quote_acceptance_document check (document_sha256 ~ '^[0-9a-f]{64}$' and seen ~ '^[0-9a-f]{64}$')
);

create trigger quote_acceptance_frozen before update or delete on quote_acceptance
	for each row execute function refuse_change();

-- A draft is edited; what was sent only moves on, and what is closed not even that.
create function keep_sent_quote() returns trigger language plpgsql as $$
declare
	-- What is derived is not known yet when a row is about to be written.
	moving text[] := array['state', 'closed_at', 'decline_reason', 'contract_id', 'amendment_sequence', 'reminded_at', 'version', 'updated_at', 'search_text'];
begin
	if tg_op = 'DELETE' then
		if old.sent_at is null then return old; end if;
		raise exception 'quote % was sent and is never deleted', old.number using errcode = 'restrict_violation';
	end if;
	if new.number <> old.number or new.customer_id <> old.customer_id or new.currency <> old.currency then
		raise exception 'quote % keeps its number, customer and currency', old.number using errcode = 'restrict_violation';
	end if;
	if new.state <> old.state and not (
		(old.state = 'draft' and new.state in ('sent', 'withdrawn'))
		or (old.state = 'sent' and new.state in ('accepted', 'declined', 'expired', 'withdrawn'))
	) then
		raise exception 'quote % cannot go from % to %', old.number, old.state, new.state using errcode = 'restrict_violation';
	end if;
	if new.state = 'accepted' and old.state <> 'accepted' and not exists (
		select from quote_acceptance as accepted where accepted.quote_id = new.id and accepted.contract_id = new.contract_id
			and accepted.amendment_sequence is not distinct from new.amendment_sequence
	) then
		raise exception 'quote % has no acceptance', old.number using errcode = 'restrict_violation';
	end if;
	if old.state = 'draft' then return new; end if;
	if old.state <> 'sent' and (to_jsonb(new) - 'search_text') is distinct from (to_jsonb(old) - 'search_text') then
		raise exception 'quote % is closed and never changed', old.number using errcode = 'restrict_violation';
	end if;
	if (to_jsonb(new) - moving) is distinct from (to_jsonb(old) - moving) then
		raise exception 'quote % was sent and is never changed', old.number using errcode = 'restrict_violation';
	end if;
	return new;
end $$;

create trigger quote_frozen before update or delete on quote
	for each row execute function keep_sent_quote();

create function keep_sent_quote_line() returns trigger language plpgsql as $$
declare
	here uuid := case when tg_op = 'DELETE' then old.quote_id else new.quote_id end;
begin
	if tg_op = 'UPDATE' and new.quote_id <> old.quote_id then
		raise exception 'a line stays on its quote' using errcode = 'restrict_violation';
	end if;
	if exists (select from quote where id = here and state <> 'draft') then
		raise exception 'a line of a quote that was sent is never added, changed or deleted' using errcode = 'restrict_violation';
	end if;
	if tg_op = 'DELETE' then return old; end if;
	return new;
end $$;

create trigger quote_line_frozen before insert or update or delete on quote_line
	for each row execute function keep_sent_quote_line();

create function accept_only_sent() returns trigger language plpgsql as $$
begin
	if not exists (select from quote where id = new.quote_id and state = 'sent' and valid_until >= new.accepted_on) then
		raise exception 'only a quote that is sent and still valid is accepted' using errcode = 'restrict_violation';
	end if;
	return new;
end $$;

create trigger quote_acceptance_of_sent before insert on quote_acceptance
	for each row execute function accept_only_sent();
