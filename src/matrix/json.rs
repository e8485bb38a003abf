//! JSON text → value, with what a plain reading loses: a key that stands twice in an object, where the later value would
//! silently take the place of the earlier one.

use super::problem::Problem;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};
use std::cell::RefCell;
use std::fmt;

/// Reads a text; nothing if it is not JSON. The value of a key that stands twice is the first one.
pub fn parse(text: &str) -> (Option<Value>, Vec<Problem>) {
    let problems = RefCell::default();
    let mut input = serde_json::Deserializer::from_str(text);
    let read = Place { path: String::new(), problems: &problems }
        .deserialize(&mut input)
        .and_then(|value| input.end().map(|()| value));
    match read {
        Ok(value) => (Some(value), problems.into_inner()),
        Err(error) => (None, vec![Problem::new("", format!("not JSON: {error}"))]),
    }
}

/// The place in the file that is being read.
struct Place<'p> {
    path: String,
    problems: &'p RefCell<Vec<Problem>>,
}

impl Place<'_> {
    fn inside(&self, step: &str) -> Self {
        // RFC 6901 section 3: these two characters are escaped in a pointer.
        let step = step.replace('~', "~0").replace('/', "~1");
        Self { path: format!("{}/{step}", self.path), ..*self }
    }
}

impl<'de> DeserializeSeed<'de> for Place<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Value, D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Place<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(self.inside(&list.len().to_string()))? {
            list.push(item);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some(key) = entries.next_key::<String>()? {
            let place = self.inside(&key);
            let path = place.path.clone();
            let value = entries.next_value_seed(place)?;
            if object.contains_key(&key) {
                let message = format!("the key “{key}” stands twice");
                self.problems.borrow_mut().push(Problem::new(path, message));
            } else {
                object.insert(key, value);
            }
        }
        Ok(Value::Object(object))
    }
}
