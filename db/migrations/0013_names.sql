-- Promise: lists of names are in the order people expect: accents and capitals beside their letters, Lot 9 before Lot 10.
set lock_timeout = '5s';

create collation people (provider = icu, locale = 'und-u-kn-true');

drop index customer_by_name;
create index customer_by_name on customer (name collate people, id);
