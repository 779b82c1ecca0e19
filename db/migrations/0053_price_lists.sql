-- Promise: a price list names one currency and its days; each of its lines says one thing, a price or a share, of one
-- product at one quantity. What has been agreed on a contract holds its own price and points at no list.
set lock_timeout = '5s';

alter table plan add constraint plan_of_product unique (id, product_id);

create table price_list (
	id uuid primary key default uuidv7(),
	name text not null,
	currency char(3) not null,
	-- Otherwise for those who are named, and for nobody until somebody is.
	everybody boolean not null,
	valid_from date not null,
	valid_to date,
	created_at timestamptz not null,
	constraint price_list_name check (btrim(name) <> ''),
	constraint price_list_days check (valid_to >= valid_from)
);
create unique index price_list_named on price_list (lower(name));

-- Whom a list is for that is not everybody's.
create table price_list_for (
	id uuid primary key default uuidv7(),
	price_list_id uuid not null references price_list (id),
	customer_id uuid references customer (id) on delete cascade,
	group_id uuid references staff_group (id),
	constraint price_list_for_one check (num_nonnulls(customer_id, group_id) = 1),
	constraint price_list_for_once unique nulls not distinct (price_list_id, customer_id, group_id)
);
create index price_list_for_customer on price_list_for (customer_id) where customer_id is not null;

create table price_list_item (
	id uuid primary key default uuidv7(),
	price_list_id uuid not null references price_list (id),
	product_id uuid references product (id),
	plan_id uuid,
	from_quantity numeric not null default 0,
	unit_price numeric,
	percent_off numeric,
	constraint price_list_item_plan foreign key (plan_id, product_id) references plan (id, product_id),
	constraint price_list_item_plan_product check (plan_id is null or product_id is not null),
	constraint price_list_item_one check (num_nonnulls(unit_price, percent_off) = 1),
	constraint price_list_item_price check (unit_price >= 0 and product_id is not null or unit_price is null),
	constraint price_list_item_percent check (percent_off between -1000 and 100 and percent_off <> 0),
	constraint price_list_item_quantity check (from_quantity >= 0),
	constraint price_list_item_once unique nulls not distinct (price_list_id, product_id, plan_id, from_quantity)
);
