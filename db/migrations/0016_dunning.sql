-- Promise: an invoice is charged by us one attempt at a time, and each attempt has its number once; a reminder and a
-- card's warning go out once; a retry that is planned belongs to a timetable, and nobody is both asked and retried.
set lock_timeout = '5s';

-- How money that does not come is followed up: one row, changed by the administrator.
create table dunning_policy (
	id boolean primary key default true,
	retry_days integer[] not null default '{1,3,7,14}',
	retry_hour integer not null default 9,
	remind_before_days integer[] not null default '{3}',
	remind_after_days integer[] not null default '{3,14}',
	warned_after_days integer default 7,
	restricted_after_days integer,
	blocked_after_days integer,
	constraint dunning_policy_one_row check (id),
	constraint dunning_policy_hour check (retry_hour between 0 and 23),
	constraint dunning_policy_days check (0 < all (retry_days) and 0 < all (remind_before_days) and 0 < all (remind_after_days)),
	constraint dunning_policy_counts check (cardinality(retry_days) <= 12 and cardinality(remind_before_days) <= 12 and cardinality(remind_after_days) <= 12),
	constraint dunning_policy_ladder check (warned_after_days > 0 and restricted_after_days > coalesce(warned_after_days, 0)
		and blocked_after_days > coalesce(restricted_after_days, warned_after_days, 0))
);
insert into dunning_policy default values;

alter table payment
	add column charged_invoice_id uuid,
	add column charge_number integer;
update payment set charged_invoice_id = charged.invoice_id, charge_number = charged.number
from (
	select payment.id, payment_invoice.invoice_id,
		row_number() over (partition by payment_invoice.invoice_id order by payment.id) as number
	from payment join payment_invoice on payment_invoice.payment_id = payment.id where initiated_by = 'company'
) as charged
where charged.id = payment.id;
alter table payment
	add constraint payment_charge check (num_nonnulls(charged_invoice_id, charge_number) in (0, 2)
		and (charged_invoice_id is null or (initiated_by = 'company' and charge_number > 0))),
	add constraint payment_charge_number unique (charged_invoice_id, charge_number),
	add constraint payment_charged_invoice foreign key (charged_invoice_id, customer_id, currency)
		references invoice (id, customer_id, currency);
create unique index payment_one_charge on payment (charged_invoice_id)
	where state in ('started', 'processing', 'action_required');

-- An invoice that a card did not pay at once: what was tried, and what comes. The timetable is copied from the policy
-- with the first failure, so that a later edit does not move it.
create table dunning (
	invoice_id uuid primary key,
	customer_id uuid not null,
	currency char(3) not null,
	charges integer not null,
	first_failed_on date,
	retry_days integer[] not null default '{}',
	retry_hour integer not null default 9,
	retries integer not null default 0,
	next_retry_at timestamptz,
	asks text not null default '',
	constraint dunning_invoice foreign key (invoice_id, customer_id, currency) references invoice (id, customer_id, currency),
	constraint dunning_charges check (charges > 0 and retries between 0 and cardinality(retry_days)),
	constraint dunning_retry_of_a_failure check (next_retry_at is null or (first_failed_on is not null and retries < cardinality(retry_days))),
	constraint dunning_asks_or_retries check (asks = '' or next_retry_at is null)
);
create index dunning_due on dunning (next_retry_at) where next_retry_at is not null;

-- What was said about an invoice: a reminder so many days before or after its due day, or that the day has passed.
create table dunning_step (
	invoice_id uuid not null references invoice (id),
	step text not null,
	taken_on date not null,
	primary key (invoice_id, step)
);

-- How far the company's ladder has gone for a contract, as it was last told.
create table contract_service (
	contract_id uuid primary key references contract (id),
	state text not null,
	since_on date not null,
	constraint contract_service_state check (state in ('normal', 'warned', 'restricted', 'blocked'))
);

-- A card on the way to being kept: written before the card processor is asked for its page.
create table card_setup (
	id uuid primary key default uuidv7(),
	customer_id uuid not null references customer (id),
	contact_id uuid references contact (id),
	state text not null,
	start_key text unique,
	replaces_id uuid,
	contract_ids uuid[] not null default '{}',
	consent text not null default '',
	consent_language text not null default '',
	processor_session_id text unique,
	processor_session_url text,
	payment_method_id uuid,
	created_at timestamptz not null,
	expires_at timestamptz not null,
	settled_at timestamptz,
	constraint card_setup_replaces foreign key (replaces_id, customer_id) references payment_method (id, customer_id),
	constraint card_setup_method foreign key (payment_method_id, customer_id) references payment_method (id, customer_id),
	constraint card_setup_state check (state in ('started', 'succeeded', 'canceled')),
	constraint card_setup_succeeded_facts check ((state = 'succeeded') = (payment_method_id is not null)),
	constraint card_setup_ended check ((state = 'started') = (settled_at is null)),
	constraint card_setup_consent check ((contract_ids = '{}' and replaces_id is null) or consent <> '')
);
create index card_setup_by_customer on card_setup (customer_id);
create index card_setup_waiting on card_setup (created_at) where state = 'started';

-- That a card will expire or has expired is said once for each of its expiry months.
create table card_warning (
	payment_method_id uuid not null references payment_method (id),
	kind text not null,
	expiry_year integer not null,
	expiry_month integer not null,
	warned_on date not null,
	primary key (payment_method_id, kind, expiry_year, expiry_month),
	constraint card_warning_kind check (kind in ('expiring', 'expired'))
);

create index payment_method_kept on payment_method (customer_id) where removed_at is null;
create index contract_by_card on contract (payment_method_id) where payment_method_id is not null;

alter table outbox drop constraint outbox_kind;
alter table outbox add constraint outbox_kind check (kind in ('mail', 'card_charge', 'card_refund', 'card_detach'));
