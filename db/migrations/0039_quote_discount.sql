-- Promise: a discount that is offered for a time says how long: for so many periods or to a day, never both; what was sent
-- to the customer stays as it was sent.
set lock_timeout = '5s';

alter table quote_line
	-- How long the line's discount holds: so many periods from its first charged day, or to this last day; for good with neither.
	add column discount_periods integer,
	add column discount_until date,
	add constraint quote_line_discount_ends check (
		num_nonnulls(discount_periods, discount_until) = 0
		or (num_nonnulls(discount_periods, discount_until) = 1 and interval_unit is not null and discount_percent > 0)),
	add constraint quote_line_discount_periods check (discount_periods between 1 and 1200);

-- Off everything on a quote, after the discounts of its lines and before tax.
create table quote_discount (
	quote_id uuid not null references quote (id) on delete cascade,
	position integer not null,
	percent numeric,
	-- An amount a month, spread over what recurs by what it brings.
	month_minor bigint,
	-- For so many months from the first day, or to this last day; for good with neither.
	months integer,
	until date,
	primary key (quote_id, position),
	constraint quote_discount_is_one check (num_nonnulls(percent, month_minor) = 1),
	constraint quote_discount_percent check (percent > 0 and percent <= 100),
	constraint quote_discount_amount check (month_minor > 0),
	constraint quote_discount_ends check (num_nonnulls(months, until) <= 1),
	constraint quote_discount_months check (months between 1 and 1200)
);
create trigger quote_discount_frozen before insert or update or delete on quote_discount
	for each row execute function keep_sent_quote_line();
