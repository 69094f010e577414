//! Somebody who has no mouse, and whose keystrokes are counted. Every letter of a text is one, as from an input method
//! that needs none of its own; so is every Tab on the way to a control.

use super::driver::Driver;
use egui::Key;
use egui::Modifiers;
use egui::accesskit::Role;
use egui_kittest::kittest::NodeT as _;
use std::ops::Deref;

/// A driver that only types. What is seen is asked through it as usual.
pub struct Keyboard {
    desk: Driver,
    n_keys: usize,
}

impl Keyboard {
    /// Takes the mouse away.
    pub fn of(desk: Driver) -> Self {
        Self { desk, n_keys: 0 }
    }

    /// How many keys were pressed so far.
    pub fn n_keys(&self) -> usize {
        self.n_keys
    }

    /// The window, for looking; it has no hand that points.
    pub fn desk(&mut self) -> &mut Driver {
        &mut self.desk
    }

    /// Something is on the screen.
    #[track_caller]
    pub fn sees(&mut self, words: &str) -> &mut Self {
        self.desk.sees(words);
        self
    }

    /// The keyboard is in this control.
    #[track_caller]
    pub fn is_in(&mut self, name: &str) -> &mut Self {
        let found = self.focused().map(|(_, name)| name);
        assert_eq!(found.as_deref(), Some(name), "where the keyboard is");
        self
    }

    /// Types into the field the keyboard is in.
    pub fn writes(&mut self, text: &str) -> &mut Self {
        self.n_keys += text.chars().count();
        self.desk.types_on(text);
        self
    }

    /// Presses a key.
    pub fn press(&mut self, key: Key) -> &mut Self {
        self.n_keys += 1;
        self.desk.key(key);
        self
    }

    /// Presses a key with Ctrl held.
    pub fn ctrl(&mut self, key: Key) -> &mut Self {
        self.n_keys += 1;
        self.desk.key_with(Modifiers::COMMAND, key);
        self
    }

    /// Goes back by one control.
    pub fn back(&mut self) -> &mut Self {
        self.n_keys += 1;
        self.desk.key_with(Modifiers::SHIFT, Key::Tab);
        self
    }

    /// Goes on to the next field.
    pub fn enter(&mut self) -> &mut Self {
        self.press(Key::Enter)
    }

    /// Types and goes on.
    pub fn line(&mut self, text: &str) -> &mut Self {
        self.writes(text).enter()
    }

    /// Answers by the number of the answer and goes on.
    pub fn answer(&mut self, n: u8) -> &mut Self {
        let digits = [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7, Key::Num8];
        self.press(digits[usize::from(n) - 1]).enter()
    }

    /// Presses Tab until a control has the keyboard.
    #[track_caller]
    pub fn tabs_to(&mut self, name: &str) -> &mut Self {
        let mut passed = Vec::new();
        for _ in 0..160 {
            match self.focused() {
                Some((_, found)) if found == name => return self,
                found => passed.push(found.map_or_else(|| "nothing".to_owned(), |(_, name)| name)),
            }
            self.press(Key::Tab);
        }
        passed.truncate(80);
        panic!("Tab never comes to 「{name}」, only to {}", passed.join(" | "));
    }

    /// Goes to a button by Tab and presses it.
    #[track_caller]
    pub fn pushes(&mut self, name: &str) -> &mut Self {
        self.tabs_to(name).press(Key::Space)
    }

    /// Tells one place of the keyboard from another, whatever it is called.
    pub fn place(&self) -> Option<String> {
        let node = self.desk.harness.root().children_recursive().find(|node| node.is_focused())?;
        Some(format!("{:?}", node.accesskit_node().id()))
    }

    /// What has the keyboard, as a screen reader would say it.
    pub fn focused(&self) -> Option<(Role, String)> {
        let node = self.desk.harness.root().children_recursive().find(|node| node.is_focused())?;
        let node = node.accesskit_node();
        let name = if node.role() == Role::Label { node.value() } else { node.label() };
        Some((node.role(), name.unwrap_or_default()))
    }
}

impl Deref for Keyboard {
    type Target = Driver;

    fn deref(&self) -> &Driver {
        &self.desk
    }
}
