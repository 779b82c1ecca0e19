-- Promise: a tax rate says by itself when it is over, and what it was stays as it was; a customer is exempt by a certificate
-- with days, and nobody writes over what it was.
set lock_timeout = '5s';

alter table tax_rate
	add column valid_to date,
	add constraint tax_rate_days check (valid_to >= valid_from);

create table tax_exemption (
	id uuid primary key default uuidv7(),
	customer_id uuid not null references customer (id),
	certificate text not null,
	-- Empty: whichever it is.
	country text not null default '',
	region text not null default '',
	tax_class text not null default '',
	valid_from date not null,
	valid_to date,
	recorded_by text not null,
	recorded_at timestamptz not null,
	taken_back_at timestamptz,
	constraint tax_exemption_certificate check (btrim(certificate) <> ''),
	constraint tax_exemption_country check (country = '' or country ~ '^[A-Z]{2}$'),
	constraint tax_exemption_days check (valid_to >= valid_from),
	constraint tax_exemption_region check (region = '' or country <> '')
);
create index tax_exemption_of_customer on tax_exemption (customer_id);

-- What was a word on the customer holds from the first day that anybody can mean.
insert into tax_exemption (customer_id, certificate, valid_from, recorded_by, recorded_at)
	select id, tax_exemption, '1900-01-01', 'system:migration', now() from customer where btrim(tax_exemption) <> '';
alter table customer drop column tax_exemption;

create function keep_tax_rate() returns trigger language plpgsql as $$
begin
	if (new.country, new.region, new.tax_class, new.label, new.percent, new.valid_from)
		is distinct from (old.country, old.region, old.tax_class, old.label, old.percent, old.valid_from)
	then raise exception 'a tax rate stays as it was; end it and add another' using errcode = 'restrict_violation'; end if;
	return new;
end $$;
create trigger tax_rate_kept before update on tax_rate for each row execute function keep_tax_rate();

create function keep_tax_exemption() returns trigger language plpgsql as $$
begin
	if tg_op = 'DELETE' or old.taken_back_at is not null
		or (new.customer_id, new.certificate, new.country, new.region, new.tax_class, new.valid_from, new.recorded_by,
			new.recorded_at) is distinct from (old.customer_id, old.certificate, old.country, old.region, old.tax_class,
			old.valid_from, old.recorded_by, old.recorded_at)
	then raise exception 'an exemption stays as it was recorded' using errcode = 'restrict_violation'; end if;
	return new;
end $$;
create trigger tax_exemption_kept before update or delete on tax_exemption
	for each row execute function keep_tax_exemption();
