/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-fingerprint-words.h"

/*
 * Short and common words that do not sound alike: no two become the same by changing two
 * letters. They are the same in all languages, so that people who use different ones can
 * compare. The list must never change: people may have written words down.
 */
const char *const client_fingerprint_words[CLIENT_FINGERPRINT_WORDS] = {
  "acorn", "album", "alpine", "amber", "anchor", "angel", "ankle", "april", "arrow", "artist",
  "atlas", "autumn", "avenue", "badge", "bamboo", "banana", "banjo", "barrel", "basket",
  "beaver", "bishop", "blossom", "bottle", "broccoli", "bronze", "bubble", "buffalo", "butter",
  "cabin", "cactus", "camel", "canyon", "captain", "carpet", "castle", "ceiling", "cello",
  "cement", "cherry", "chicken", "chimney", "circus", "clover", "cobra", "coconut", "coffee",
  "compass", "copper", "cotton", "cousin", "cowboy", "cradle", "crystal", "cupboard",
  "cyclone", "daisy", "dance", "denim", "desert", "diamond", "dinner", "doctor", "dolphin",
  "domino", "donkey", "dragon", "drawer", "drum", "duck", "eagle", "earth", "echo", "eclipse",
  "elbow", "elephant", "elevator", "engine", "envelope", "evening", "fabric", "factory",
  "falcon", "farmer", "feather", "fiddle", "flamingo", "flute", "forest", "fossil", "fountain",
  "friend", "frog", "fruit", "galaxy", "garden", "garlic", "gazelle", "giant", "giraffe",
  "glacier", "globe", "gorilla", "granite", "grape", "guitar", "harbor", "harvest", "helmet",
  "hippo", "horizon", "hotel", "iceberg", "igloo", "insect", "iris", "island", "ivory",
  "jaguar", "jasmine", "jewel", "jigsaw", "journey", "jungle", "kangaroo", "kayak", "keyboard",
  "kingdom", "kitchen", "kiwi", "koala", "ladder", "lagoon", "lake", "lantern", "laptop",
  "lavender", "lemon", "leopard", "library", "lizard", "lobster", "lotus", "lunch", "magnet",
  "marble", "meadow", "medal", "mermaid", "meteor", "milk", "mirror", "mosaic", "muffin",
  "museum", "mushroom", "mustard", "napkin", "nectar", "needle", "nurse", "oasis", "ocean",
  "octopus", "office", "olive", "onion", "opera", "orange", "orchid", "ostrich", "palace",
  "panda", "peacock", "peanut", "pelican", "pencil", "pigeon", "pillow", "pirate", "pizza",
  "pocket", "poem", "popcorn", "potato", "prince", "pumpkin", "puppet", "purple", "pyramid",
  "quartz", "queen", "quilt", "rabbit", "raccoon", "radio", "rainbow", "raven", "recipe",
  "ribbon", "robot", "saturn", "school", "shampoo", "shelter", "shoulder", "signal", "silver",
  "snow", "soccer", "spider", "spinach", "spoon", "squirrel", "station", "statue", "stone",
  "street", "sugar", "summer", "sunset", "swan", "syrup", "teapot", "temple", "tennis",
  "thunder", "tiger", "toast", "tornado", "tractor", "treasure", "triangle", "trumpet",
  "tulip", "tunnel", "umbrella", "unicorn", "valley", "vanilla", "village", "violin",
  "volcano", "voyage", "vulture", "waffle", "walnut", "watch", "weasel", "whale", "window",
  "wolf", "yacht", "yoga", "yogurt", "zero", "zigzag",
};
