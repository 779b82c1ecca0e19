-- Promise: of a contract, or of a customer before a sale, one survey is under way at a time; what was submitted is not
-- changed, its score stays as the rules of that day made it, and rules are added, never changed. A guarantor stands good
-- for the same thing once.
set lock_timeout = '5s';

alter table staff_user drop constraint staff_user_role;
alter table staff_user add constraint staff_user_role
	check (role in ('administrator', 'manager', 'finance', 'salesperson', 'collector', 'storekeeper', 'surveyor'));
alter table alert_rule drop constraint alert_rule_role_known;
alter table alert_rule add constraint alert_rule_role_known
	check (role in ('administrator', 'manager', 'finance', 'salesperson', 'collector', 'storekeeper', 'surveyor'));

create table credit_survey_rules (
	version integer primary key,
	rules jsonb not null,
	saved_by text not null,
	saved_at timestamptz not null,
	constraint credit_survey_rules_version check (version >= 1)
);

create table credit_survey (
	id uuid primary key default uuidv7(),
	customer_id uuid not null references customer (id),
	contract_id uuid,
	currency char(3) not null,
	-- What is to be sold where there is no contract yet.
	amount_minor bigint,
	months integer,
	state text not null default 'requested',
	note text not null default '',
	requested_by text not null,
	requested_at timestamptz not null,
	surveyor_id uuid references staff_user (id),
	dispatched_by text,
	dispatched_at timestamptz,
	submitted_by text,
	submitted_at timestamptz,
	-- The surveyor's own.
	advice text,
	advice_text text not null default '',
	rules_version integer,
	score integer,
	result jsonb,
	returned_note text not null default '',
	conclusion text,
	conclusion_note text not null default '',
	closed_by text,
	closed_at timestamptz,
	withdrawn_note text not null default '',
	withdrawn_by text,
	withdrawn_at timestamptz,
	constraint credit_survey_contract foreign key (contract_id, customer_id, currency) references contract (id, customer_id, currency),
	constraint credit_survey_amount check (amount_minor > 0),
	constraint credit_survey_months check (months between 1 and 600),
	constraint credit_survey_state check (state in ('requested', 'dispatched', 'in_progress', 'submitted', 'returned', 'closed', 'withdrawn')),
	constraint credit_survey_surveyor check (state in ('requested', 'withdrawn') or num_nulls(surveyor_id, dispatched_by, dispatched_at) = 0),
	constraint credit_survey_submitted check (state not in ('submitted', 'closed')
		or num_nulls(submitted_by, submitted_at, advice, rules_version, score, result) = 0 and btrim(advice_text) <> ''),
	constraint credit_survey_advice check (advice in ('grant', 'conditions', 'refuse')),
	constraint credit_survey_score check (score between 0 and 100),
	constraint credit_survey_conclusion check (conclusion in ('grant', 'refuse')),
	constraint credit_survey_closed check (num_nonnulls(conclusion, closed_by, closed_at) = case when state = 'closed' then 3 else 0 end),
	constraint credit_survey_withdrawn check (num_nonnulls(withdrawn_by, withdrawn_at) = case when state = 'withdrawn' then 2 else 0 end)
);
create unique index credit_survey_open_of_contract on credit_survey (contract_id)
	where contract_id is not null and state not in ('closed', 'withdrawn');
create unique index credit_survey_open_of_customer on credit_survey (customer_id)
	where contract_id is null and state not in ('closed', 'withdrawn');
create index credit_survey_by_contract on credit_survey (contract_id, id) where contract_id is not null;
create index credit_survey_by_customer on credit_survey (customer_id, id);
create index credit_survey_by_surveyor on credit_survey (surveyor_id, id) where surveyor_id is not null;

create table credit_survey_section (
	survey_id uuid not null references credit_survey (id),
	section text not null,
	answers jsonb not null,
	version integer not null default 1,
	saved_by text not null,
	saved_at timestamptz not null,
	primary key (survey_id, section),
	constraint credit_survey_section_known check (section in ('customer', 'business', 'assets', 'bank', 'guarantors')),
	constraint credit_survey_section_answers check (jsonb_typeof(answers) = 'object'),
	constraint credit_survey_section_version check (version >= 1)
);

create table guarantor (
	id uuid primary key default uuidv7(),
	name text not null,
	phone text not null default '',
	address text not null default '',
	identity_number text not null default '',
	-- One of our customers, or a person of theirs; else somebody who is known by this alone.
	customer_id uuid references customer (id),
	contact_id uuid references contact (id) on delete set null,
	created_at timestamptz not null,
	constraint guarantor_name check (char_length(btrim(name)) between 1 and 200),
	constraint guarantor_who check (num_nonnulls(customer_id, contact_id) <= 1)
);
create unique index guarantor_customer on guarantor (customer_id) where customer_id is not null;
create unique index guarantor_contact on guarantor (contact_id) where contact_id is not null;
create unique index guarantor_identity on guarantor (lower(identity_number)) where identity_number <> '';

-- Who was surveyed as a guarantor; they stand good for it once the survey is concluded by granting.
create table credit_survey_guarantor (
	survey_id uuid not null references credit_survey (id),
	place integer not null,
	guarantor_id uuid not null references guarantor (id),
	primary key (survey_id, place),
	constraint credit_survey_guarantor_once unique (survey_id, guarantor_id),
	constraint credit_survey_guarantor_place check (place between 1 and 3)
);
create index credit_survey_guarantor_by_guarantor on credit_survey_guarantor (guarantor_id);

create table guarantee (
	id uuid primary key default uuidv7(),
	guarantor_id uuid not null references guarantor (id),
	-- For whose debts: of one contract, or of all where none is named.
	customer_id uuid not null references customer (id),
	contract_id uuid,
	currency char(3) not null,
	limit_minor bigint,
	survey_id uuid references credit_survey (id),
	given_on date not null,
	given_by text not null,
	released_on date,
	released_by text,
	constraint guarantee_contract foreign key (contract_id, customer_id, currency) references contract (id, customer_id, currency),
	constraint guarantee_limit check (limit_minor > 0),
	constraint guarantee_released check (num_nonnulls(released_on, released_by) in (0, 2) and (released_on is null or released_on >= given_on))
);
create unique index guarantee_once on guarantee (guarantor_id, customer_id, contract_id) nulls not distinct where released_on is null;
create index guarantee_by_customer on guarantee (customer_id);
create index guarantee_by_contract on guarantee (contract_id) where contract_id is not null;

-- People who were marked as guarantors before are parties too.
insert into guarantor (name, phone, contact_id, created_at)
select left(contact.name, 200), contact.phone, contact.id, now() from contact
where btrim(contact.name) <> '' and exists (select from customer_contact where contact_id = contact.id and guarantor);

create function keep_credit_survey() returns trigger language plpgsql as $$
begin
	if tg_op = 'DELETE' then
		raise exception 'a survey is withdrawn, not deleted' using errcode = 'restrict_violation';
	end if;
	if old.state in ('closed', 'withdrawn') then
		raise exception 'a survey that is over is not changed' using errcode = 'restrict_violation';
	end if;
	if old.state = 'submitted' and new.state in ('submitted', 'closed')
		and (new.advice, new.advice_text, new.rules_version, new.score, new.result) is distinct from
			(old.advice, old.advice_text, old.rules_version, old.score, old.result) then
		raise exception 'what was submitted is not changed' using errcode = 'restrict_violation';
	end if;
	if (new.customer_id, new.contract_id, new.currency) is distinct from (old.customer_id, old.contract_id, old.currency) then
		raise exception 'a survey stays about what it was requested for' using errcode = 'restrict_violation';
	end if;
	return new;
end $$;
create trigger credit_survey_kept before update or delete on credit_survey for each row execute function keep_credit_survey();

create function keep_credit_survey_section() returns trigger language plpgsql as $$
begin
	if tg_op = 'DELETE' or (select state from credit_survey where id = new.survey_id) not in ('dispatched', 'in_progress', 'returned') then
		raise exception 'answers of a survey are written while it is filled in' using errcode = 'restrict_violation';
	end if;
	if tg_op = 'UPDATE' and new.version <> old.version + 1 then
		raise exception 'answers are written over what was read' using errcode = 'restrict_violation';
	end if;
	return new;
end $$;
create trigger credit_survey_section_kept before insert or update or delete on credit_survey_section
	for each row execute function keep_credit_survey_section();

create function keep_credit_survey_rules() returns trigger language plpgsql as $$
begin
	raise exception 'rules of the score are added, never changed' using errcode = 'restrict_violation';
end $$;
create trigger credit_survey_rules_kept before update or delete on credit_survey_rules
	for each row execute function keep_credit_survey_rules();
