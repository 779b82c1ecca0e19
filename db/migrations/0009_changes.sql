-- Promise: free days, discounts and pauses of an agreement in force are dated facts, written once and only amended; a rule for change is one rule.
set lock_timeout = '5s';

-- A line is in use from its start and free for so many days; its first period begins on the day after them.
alter table contract_line
	add column free_days integer not null default 0,
	add constraint contract_line_free_days check (free_days >= 0 and (free_days = 0 or interval_unit is not null));

-- A change that is not prorated is in use before the day from which it is charged.
alter table contract_line_state
	add column in_use_on date,
	add constraint contract_line_state_in_use check (in_use_on < effective_on);

alter table amendment drop constraint amendment_kind;
alter table amendment add constraint amendment_kind
	check (kind in ('original', 'change', 'discount', 'pause', 'end', 'renewal'));

-- Off all lines, after their own discounts: a share, or an amount a month in minor units. The latest sequence counts.
create table contract_discount (
	id uuid not null,
	contract_id uuid not null,
	sequence integer not null,
	starts_on date not null,
	ends_on date,
	percent numeric,
	month_minor bigint,
	primary key (id, sequence),
	foreign key (contract_id, sequence) references amendment (contract_id, sequence),
	constraint contract_discount_is_one check ((percent is null) <> (month_minor is null)),
	constraint contract_discount_percent check (percent > 0 and percent <= 100),
	constraint contract_discount_amount check (month_minor > 0),
	constraint contract_discount_dates check (ends_on is null or ends_on >= starts_on - 1)
);
create index contract_discount_by_contract on contract_discount (contract_id);

-- Days on which nothing is charged. The latest sequence counts; a pause taken back whole ends before it starts.
create table contract_pause (
	id uuid not null,
	contract_id uuid not null,
	sequence integer not null,
	starts_on date not null,
	ends_on date,
	primary key (id, sequence),
	foreign key (contract_id, sequence) references amendment (contract_id, sequence),
	constraint contract_pause_dates check (ends_on is null or ends_on >= starts_on - 1)
);
create index contract_pause_by_contract on contract_pause (contract_id);

create trigger contract_discount_frozen before update or delete on contract_discount
	for each row execute function refuse_change_in_force();
create trigger contract_pause_frozen before update or delete on contract_pause
	for each row execute function refuse_change_in_force();

-- What of a period is taken off in an amount, in major units, beside the discount in per cent.
alter table invoice_line
	add column amount_off numeric not null default 0,
	add constraint invoice_line_amount_off check (amount_off >= 0);

-- How a customer may buy more or less by themselves: a contract's rule before the plan's before the company's (both null).
create table change_rule (
	id uuid primary key default uuidv7(),
	contract_id uuid references contract (id),
	plan_id uuid references plan (id),
	direction text not null,
	timing text not null,
	prorate boolean not null,
	approval_above_minor bigint,
	currency char(3),
	smallest numeric,
	largest numeric,
	constraint change_rule_once unique nulls not distinct (contract_id, plan_id, direction),
	constraint change_rule_of_one check (contract_id is null or plan_id is null),
	constraint change_rule_direction check (direction in ('more', 'less')),
	constraint change_rule_timing check (timing in ('now', 'period_end')),
	constraint change_rule_approval check ((approval_above_minor is null) = (currency is null) and approval_above_minor >= 0),
	constraint change_rule_quantity check (smallest >= 0 and largest >= 0 and smallest <= largest)
);
create index change_rule_by_plan on change_rule (plan_id);

-- What can be added to contracts that have a product or plan (neither: to any).
create table product_option (
	id uuid primary key default uuidv7(),
	product_id uuid not null references product (id),
	plan_id uuid references plan (id),
	for_product_id uuid references product (id),
	for_plan_id uuid references plan (id),
	smallest numeric,
	largest numeric,
	customer_visible boolean not null default true,
	constraint product_option_once unique nulls not distinct (product_id, plan_id, for_product_id, for_plan_id),
	constraint product_option_for_one check (for_product_id is null or for_plan_id is null),
	constraint product_option_quantity check (smallest >= 0 and largest >= 0 and smallest <= largest)
);

-- What becomes of a credit for less: it settles open invoices and the rest stays (against_invoice) or goes back to the card
-- (refund), or all of it waits for invoices to come (balance).
alter table company
	add column credit_for_less text not null default 'against_invoice',
	add constraint company_credit_for_less check (credit_for_less in ('balance', 'refund', 'against_invoice'));
