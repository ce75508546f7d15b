// Run once by the image, when its volume is empty: Trame's user may read and write its database, no more.
db.getSiblingDB('trame').createUser({
  user: 'trame',
  pwd: process.env.TRAME_MONGO_PASSWORD,
  roles: [{ role: 'readWrite', db: 'trame' }],
});
