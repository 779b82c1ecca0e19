-- Promise: a unit is exactly so many of the one it is reckoned in, and stays so from the day something is sold in it beside
-- another; a product is sold only in units of one kind; a line says what it is counted in.
set lock_timeout = '5s';

-- A word for a unit in the code list of e-invoices, UN/ECE Recommendation 20; C62 is "one" of whatever it is.
create function unit_code_of(name text) returns text language sql immutable strict parallel safe
	return case regexp_replace(lower(btrim(name)), '[.·\s()-]', '', 'g')
		when 'piece' then 'H87' when 'pieces' then 'H87' when 'pcs' then 'H87' when 'pc' then 'H87' when 'шт' then 'H87'
		when 'штука' then 'H87' when '件' then 'H87' when '个' then 'H87' when 'cái' then 'H87' when 'chiếc' then 'H87'
		when 'h' then 'HUR' when 'hr' then 'HUR' when 'hour' then 'HUR' when 'hours' then 'HUR' when 'ч' then 'HUR'
		when 'час' then 'HUR' when '小时' then 'HUR' when 'giờ' then 'HUR'
		when 'min' then 'MIN' when 'minute' then 'MIN' when 'minutes' then 'MIN' when 'мин' then 'MIN' when '分钟' then 'MIN'
		when 'phút' then 'MIN'
		when 'd' then 'DAY' when 'day' then 'DAY' when 'days' then 'DAY' when 'день' then 'DAY' when '天' then 'DAY'
		when 'ngày' then 'DAY'
		when 'week' then 'WEE' when 'weeks' then 'WEE' when 'неделя' then 'WEE' when '周' then 'WEE' when 'tuần' then 'WEE'
		when 'month' then 'MON' when 'months' then 'MON' when 'месяц' then 'MON' when '月' then 'MON' when 'tháng' then 'MON'
		when 'year' then 'ANN' when 'years' then 'ANN' when 'год' then 'ANN' when '年' then 'ANN' when 'năm' then 'ANN'
		when 'mg' then 'MGM' when 'g' then 'GRM' when 'kg' then 'KGM' when 'кг' then 'KGM' when '公斤' then 'KGM'
		when 't' then 'TNE' when 'ton' then 'TNE' when 'tonne' then 'TNE' when 'т' then 'TNE' when '吨' then 'TNE'
		when 'tấn' then 'TNE'
		when 'mm' then 'MMT' when 'cm' then 'CMT' when 'm' then 'MTR' when 'м' then 'MTR' when '米' then 'MTR' when 'mét' then 'MTR'
		when 'km' then 'KMT' when 'км' then 'KMT'
		when 'm2' then 'MTK' when 'm²' then 'MTK' when 'м2' then 'MTK' when 'м²' then 'MTK' when '平方米' then 'MTK'
		when 'm3' then 'MTQ' when 'm³' then 'MTQ' when 'м3' then 'MTQ' when 'м³' then 'MTQ' when '立方米' then 'MTQ'
		when 'ml' then 'MLT' when 'l' then 'LTR' when 'liter' then 'LTR' when 'litre' then 'LTR' when 'л' then 'LTR'
		when '升' then 'LTR' when 'lít' then 'LTR'
		when 'kwh' then 'KWH' when 'квтч' then 'KWH' when 'mwh' then 'MWH' when 'gb' then 'E34' when 'tb' then 'E35'
		when '%' then 'P1' when 'box' then 'XBX' when 'pallet' then 'XPX' when 'set' then 'SET' when 'pair' then 'PR'
		else 'C62' end;

create table unit (
	-- The word that products, prices, lines and papers have.
	name text primary key,
	-- What it is so many of; null: it is reckoned in itself, and others in it.
	base text,
	numerator bigint not null default 1,
	denominator bigint not null default 1,
	-- Units that can be turned into each other.
	dimension text not null generated always as (coalesce(base, name)) stored,
	-- Only whole ones are sold, unless its product says otherwise.
	whole boolean not null,
	code text not null default 'C62',
	constraint unit_name check (name = btrim(name) and char_length(name) between 1 and 40),
	constraint unit_of_dimension unique (name, dimension),
	-- What others are reckoned in is reckoned in itself.
	constraint unit_base foreign key (base, base) references unit (name, dimension),
	constraint unit_base_is_one check (base is not null or (numerator = 1 and denominator = 1)),
	constraint unit_not_of_itself check (base <> name),
	constraint unit_factor check (numerator between 1 and 1000000000000 and denominator between 1 and 1000000000000),
	constraint unit_code check (code ~ '^[A-Z0-9]{2,3}$')
);

insert into unit (name, whole, code) values ('piece', true, 'H87'), ('hour', false, 'HUR'), ('kg', false, 'KGM');
insert into unit (name, whole, code)
select distinct on (btrim(unit)) btrim(unit), not is_measure(unit), unit_code_of(unit) from product on conflict do nothing;
insert into unit (name, base, numerator, denominator, whole, code) values
	('minute', 'hour', 1, 60, false, 'MIN'), ('day', 'hour', 8, 1, false, 'DAY'), ('g', 'kg', 1, 1000, false, 'GRM'),
	('t', 'kg', 1000, 1, false, 'TNE') on conflict do nothing;

-- What a product is sold in: its own unit, and others of the same dimension.
create table product_unit (
	product_id uuid not null references product (id) on delete cascade,
	unit text not null,
	dimension text not null,
	primary key (product_id, unit),
	constraint product_unit_dimension foreign key (unit, dimension) references unit (name, dimension) on update cascade
);
create index product_unit_by_unit on product_unit (unit);

update product set unit = btrim(unit) where unit <> btrim(unit);
insert into product_unit (product_id, unit, dimension)
select product.id, product.unit, unit.dimension from product join unit on unit.name = product.unit;
alter table product add constraint product_unit_known foreign key (unit) references unit (name);

alter table contract_line add column unit text references unit (name);
alter table contract_line add constraint contract_line_unit foreign key (product_id, unit)
	references product_unit (product_id, unit) not valid;
create index contract_line_by_unit on contract_line (unit) where unit is not null;
alter table quote_line add column unit text references unit (name);
alter table quote_line add constraint quote_line_unit foreign key (product_id, unit)
	references product_unit (product_id, unit) not valid;
create index quote_line_by_unit on quote_line (unit) where unit is not null;
alter table price_list_item add column unit text;
alter table price_list_item add constraint price_list_item_unit foreign key (product_id, unit)
	references product_unit (product_id, unit);
-- Per cent off need no unit.
alter table price_list_item add constraint price_list_item_unit_of check (unit is null or product_id is not null);
alter table price_list_item drop constraint price_list_item_once;
alter table price_list_item add constraint price_list_item_once
	unique nulls not distinct (price_list_id, product_id, plan_id, unit, from_quantity);
create index price_list_item_by_unit on price_list_item (unit) where unit is not null;
-- As it was when it was issued, for e-invoices.
alter table invoice_line add column unit_code text;

-- Whether nothing would say something else were a product counted in another unit from now on: another word for as much is
-- always right, another unit only while no line is of it and no price list or other unit names it.
create function can_count_in(asked uuid, other text) returns boolean language sql stable
	return exists (select from product join unit as one on one.name = product.unit
			join unit as two on two.name = other and (two.dimension, two.numerator, two.denominator) = (one.dimension, one.numerator, one.denominator)
			where product.id = asked)
		or not exists (select from contract_line where product_id = asked)
			and not exists (select from quote_line where product_id = asked)
			and not exists (select from price_list_item where product_id = asked)
			and not exists (select from product_unit join product on product.id = product_id
				where product_id = asked and product_unit.unit <> product.unit);

-- A word nobody has explained yet is a unit of its own.
create function know_unit_of_product() returns trigger language plpgsql as $$
begin
	new.unit := btrim(new.unit);
	insert into unit (name, whole, code) values (new.unit, not is_measure(new.unit), unit_code_of(new.unit)) on conflict do nothing;
	if tg_op = 'UPDATE' and new.unit <> old.unit and not can_count_in(old.id, new.unit) then
		raise exception 'what product % is counted in stays: lines and prices say it', old.code
			using errcode = 'restrict_violation', constraint = 'product_unit_agreed';
	end if;
	return new;
end $$;
create trigger product_unit_is_known before insert or update of unit on product
	for each row execute function know_unit_of_product();

create function can_leave_unit(asked uuid, former text) returns boolean language sql stable
	return not exists (select from contract_line where product_id = asked and unit = former)
		and not exists (select from quote_line where product_id = asked and unit = former)
		and not exists (select from price_list_item where product_id = asked and unit = former);

create function sell_in_own_unit() returns trigger language plpgsql as $$
begin
	-- What it was counted in before, of another dimension or of nothing agreed, is nothing it is sold in.
	if tg_op = 'UPDATE' and new.unit <> old.unit and can_leave_unit(new.id, old.unit) then
		delete from product_unit where product_id = new.id and unit = old.unit;
	end if;
	insert into product_unit (product_id, unit, dimension)
	select new.id, new.unit, dimension from unit where name = new.unit on conflict do nothing;
	return null;
end $$;
create trigger product_sold_in_own_unit after insert or update of unit on product
	for each row execute function sell_in_own_unit();

create function keep_units_of_product() returns trigger language plpgsql as $$
begin
	if tg_op = 'DELETE' then
		if exists (select from product where id = old.product_id and unit = old.unit) then
			raise exception 'a product is sold in its own unit' using errcode = 'restrict_violation';
		end if;
		return old;
	end if;
	if not exists (select from product join unit on unit.name = product.unit
		where product.id = new.product_id and unit.dimension = new.dimension) then
		raise exception 'a product is sold in units of one dimension' using errcode = 'check_violation',
			constraint = 'product_unit_one_dimension';
	end if;
	return new;
end $$;
create trigger product_unit_kept before insert or update or delete on product_unit
	for each row execute function keep_units_of_product();

-- In use: something is sold in it beside another unit, or is priced, offered or agreed in it.
create function unit_is_used(asked text) returns boolean language sql stable
	return exists (select from product_unit as own where own.unit = asked and exists (
			select from product_unit as other where other.product_id = own.product_id and other.unit <> asked))
		or exists (select from price_list_item where unit = asked)
		or exists (select from contract_line where unit = asked)
		or exists (select from quote_line where unit = asked);

create function keep_unit_in_use() returns trigger language plpgsql as $$
begin
	if (new.numerator, new.denominator, new.base) is distinct from (old.numerator, old.denominator, old.base)
			and unit_is_used(old.name) then
		raise exception 'unit % is in use', old.name using errcode = 'restrict_violation', constraint = 'unit_in_use';
	end if;
	return new;
end $$;
create trigger unit_in_use_is_kept before update of base, numerator, denominator on unit
	for each row execute function keep_unit_in_use();

-- Whether a product, with what the company says of it, is sold in parts of a unit (null: its own). Null without a product.
create function sold_in_parts(divisible boolean, own text, asked text) returns boolean language sql stable
	return case when asked is null or asked = own then coalesce(divisible, (select not whole from unit where name = own))
		else (select not whole from unit where name = asked) end;
