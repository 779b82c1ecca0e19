-- Promise: a rate is said once a day of two currencies, exactly as it was given. It is for reports alone: nothing that is
-- agreed, invoiced or posted reads it.
set lock_timeout = '5s';

create table currency_rate (
	base char(3) not null,
	currency char(3) not null,
	valid_from date not null,
	-- So many of the currency are one of the base.
	rate numeric not null,
	primary key (base, currency, valid_from),
	constraint currency_rate_of_two check (base <> currency),
	constraint currency_rate_codes check (base ~ '^[A-Z]{3}$' and currency ~ '^[A-Z]{3}$'),
	constraint currency_rate_above_nothing check (rate > 0)
);

-- Null: the company's own.
alter table company add column reporting_currency char(3);
alter table company add constraint company_reporting_currency check (reporting_currency ~ '^[A-Z]{3}$');
