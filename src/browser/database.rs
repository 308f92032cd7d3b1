//! What survives a reload and a crash: JSON texts in `IndexedDB`. Never a secret.
//!
//! A browser may refuse (private windows, a full disk, a policy): every call says so, and pages
//! say "not saved".

use std::cell::RefCell;
use std::fmt;

use js_sys::{Array, Promise};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Event, IdbDatabase, IdbKeyRange, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransaction,
    IdbTransactionMode,
};

use super::window;

const NAME: &str = "cordboard";
/// Raised whenever a store is added: opening then makes those that are missing.
const VERSION: u32 = 2;
/// Parts a key. No environment's name has it: it cannot be typed into a file of JSON unescaped.
const SEPARATOR: char = '\u{1f}';

/// What a text belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Store {
    /// Asynchronous jobs of this device.
    Tasks,
    /// Changes of dial plans that were not applied yet.
    ChangeSets,
    /// Forms that were not sent yet.
    Drafts,
    /// Changes of dial plans that were applied, with their inverse.
    Runs,
    /// What this device has changed, where that was asked for.
    Journal,
}

impl Store {
    pub const ALL: [Self; 5] = [
        Self::Tasks,
        Self::ChangeSets,
        Self::Drafts,
        Self::Runs,
        Self::Journal,
    ];
    /// What stays after a sign-out, for a while.
    pub const UNFINISHED: [Self; 4] = [Self::Tasks, Self::ChangeSets, Self::Drafts, Self::Runs];

    pub fn name(self) -> &'static str {
        match self {
            Self::Tasks => "tasks",
            Self::ChangeSets => "change-sets",
            Self::Drafts => "drafts",
            Self::Runs => "runs",
            Self::Journal => "journal",
        }
    }
}

/// Why the browser keeps nothing, in its own words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotKept(pub String);

impl fmt::Display for NotKept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<JsValue> for NotKept {
    fn from(error: JsValue) -> Self {
        let said = js_sys::Reflect::get(&error, &"message".into()).ok();
        let said = said.and_then(|said| said.as_string());
        Self(said.unwrap_or_else(|| "the browser refuses to keep data".to_owned()))
    }
}

/// A key of one environment: what is kept for one is never shown in another.
pub fn key(environment: &str, parts: &[&str]) -> String {
    let mut key = environment.to_owned();
    for part in parts {
        key.push(SEPARATOR);
        key.push_str(part);
    }
    key
}

/// A key without its last part: what it shares with others.
pub fn all_but_last(key: &str) -> &str {
    key.rsplit_once(SEPARATOR).map_or(key, |(rest, _)| rest)
}

/// Keeps a text, in place of the one before.
pub async fn put(store: Store, key: &str, text: &str) -> Result<(), NotKept> {
    let (key, text) = (JsValue::from_str(key), JsValue::from_str(text));
    let kept = if Store::UNFINISHED.contains(&store) {
        // The time says when it expires.
        Array::of2(&text, &super::timer::now().into()).into()
    } else {
        text
    };
    write(store, &|place| place.put_with_key(&kept, &key)).await
}

/// The text of what [`put`] keeps.
fn text_of(kept: &JsValue) -> Option<String> {
    kept.as_string()
        .or_else(|| kept.dyn_ref::<Array>()?.get(0).as_string())
}

/// Removes a text; one that is not there is no failure.
pub async fn delete(store: Store, key: &str) -> Result<(), NotKept> {
    let key = JsValue::from_str(key);
    write(store, &|place| place.delete(&key)).await
}

/// Removes every text of a store.
pub async fn clear(store: Store) -> Result<(), NotKept> {
    write(store, &IdbObjectStore::clear).await
}

/// The parts of a key that [`key`] made: the environment first.
pub fn parts_of(key: &str) -> impl Iterator<Item = &str> {
    key.split(SEPARATOR)
}

/// Reads a text.
pub async fn get(store: Store, key: &str) -> Result<Option<String>, NotKept> {
    let key = JsValue::from_str(key);
    let (transaction, place) = begin(store, IdbTransactionMode::Readonly).await?;
    let request = place.get(&key)?;
    ended(&transaction).await?;
    Ok(text_of(&request.result()?))
}

/// Reads every text whose key begins so, with its key, in the order of the keys.
pub async fn all(store: Store, prefix: &str) -> Result<Vec<(String, String)>, NotKept> {
    let pairs = pairs(store, prefix).await?.into_iter();
    Ok(pairs
        .filter_map(|(key, kept)| Some((key, text_of(&kept)?)))
        .collect())
}

/// When each text was kept, in milliseconds since 1970, by its key.
pub async fn times(store: Store) -> Result<Vec<(String, f64)>, NotKept> {
    let time = |kept: JsValue| kept.dyn_ref::<Array>()?.get(1).as_f64();
    let pairs = pairs(store, "").await?.into_iter();
    Ok(pairs
        .map(|(key, kept)| (key, time(kept).unwrap_or_default()))
        .collect())
}

async fn pairs(store: Store, prefix: &str) -> Result<Vec<(String, JsValue)>, NotKept> {
    let end = format!("{prefix}\u{ffff}");
    let range = IdbKeyRange::bound(&prefix.into(), &end.into())?;
    let (transaction, place) = begin(store, IdbTransactionMode::Readonly).await?;
    let keys = place.get_all_keys_with_key(&range)?;
    let texts = place.get_all_with_key(&range)?;
    ended(&transaction).await?;
    let list =
        |request: &IdbRequest| -> Result<Array, JsValue> { Ok(request.result()?.unchecked_into()) };
    let texts = list(&texts)?;
    let pairs = list(&keys)?
        .iter()
        .zip(texts.iter())
        .filter_map(|(key, kept)| Some((key.as_string()?, kept)))
        .collect();
    Ok(pairs)
}

async fn write(
    store: Store,
    act: &dyn Fn(&IdbObjectStore) -> Result<IdbRequest, JsValue>,
) -> Result<(), NotKept> {
    let (transaction, place) = begin(store, IdbTransactionMode::Readwrite).await?;
    act(&place)?;
    // A full disk fails the transaction, not the request.
    ended(&transaction).await
}

thread_local! {
    static OPEN: RefCell<Option<IdbDatabase>> = const { RefCell::new(None) };
}

/// Begins a transaction, on the connection that is open or on a new one.
async fn begin(
    store: Store,
    mode: IdbTransactionMode,
) -> Result<(IdbTransaction, IdbObjectStore), NotKept> {
    let on = |database: &IdbDatabase| -> Result<(IdbTransaction, IdbObjectStore), JsValue> {
        let transaction = database.transaction_with_str_and_mode(store.name(), mode)?;
        let place = transaction.object_store(store.name())?;
        Ok((transaction, place))
    };
    // A connection that the browser has closed meanwhile begins nothing.
    let begun = OPEN.with_borrow(|open| open.as_ref().and_then(|database| on(database).ok()));
    if let Some(begun) = begun {
        return Ok(begun);
    }
    let database = open().await?;
    let begun = on(&database)?;
    OPEN.set(Some(database));
    Ok(begun)
}

async fn open() -> Result<IdbDatabase, NotKept> {
    let factory = window()
        .indexed_db()?
        .ok_or_else(|| NotKept("this browser has no IndexedDB".to_owned()))?;
    let request = factory.open_with_u32(NAME, VERSION)?;
    let upgrade = Closure::<dyn FnMut(Event)>::new({
        let request = request.clone();
        move |_| make_stores(&request)
    });
    request.set_onupgradeneeded(Some(upgrade.as_ref().unchecked_ref()));
    let promise = Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
        // Another tab holds an older version open.
        request.set_onblocked(Some(&reject));
    });
    if JsFuture::from(promise).await.is_err() {
        return Err(failure(request.error().ok().flatten().map(JsValue::from)));
    }
    let database: IdbDatabase = request.result()?.unchecked_into();
    // A newer version in another tab must not wait for this one.
    let closing = database.clone();
    let close = Closure::once_into_js(move || closing.close());
    database.set_onversionchange(Some(close.unchecked_ref()));
    Ok(database)
}

fn make_stores(request: &IdbOpenDbRequest) {
    let Ok(database) = request.result() else {
        return;
    };
    let database: IdbDatabase = database.unchecked_into();
    for store in Store::ALL {
        // Fails for a store that is there already.
        let _ = database.create_object_store(store.name());
    }
}

async fn ended(transaction: &IdbTransaction) -> Result<(), NotKept> {
    let promise = Promise::new(&mut |resolve, reject| {
        transaction.set_oncomplete(Some(&resolve));
        transaction.set_onabort(Some(&reject));
        transaction.set_onerror(Some(&reject));
    });
    match JsFuture::from(promise).await {
        Ok(_) => Ok(()),
        Err(_) => Err(failure(transaction.error().map(JsValue::from))),
    }
}

fn failure(error: Option<JsValue>) -> NotKept {
    error.unwrap_or(JsValue::UNDEFINED).into()
}
